"""The addresses of the app."""

from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from seimbang_web.workloads import views, views_land, views_unit

urlpatterns: list[URLPattern] = [
    path("", views.workload_map, name="workload-map"),
    path("unduh/<str:form>/", views.workload_export, name="workload-export"),
    path("jabatan/<int:pk>/", views.workload_job, name="workload-job"),
    path("kecamatan/<str:code>/", views.district_detail, name="district-detail"),
    path("unit/<int:pk>/", views_unit.unit_detail, name="unit-detail"),
    path("unit/<int:pk>/kebutuhan/<int:job>/", views_unit.unit_need, name="unit-need"),
    path("unit/<int:pk>/riwayat/", views_unit.unit_history, name="unit-history"),
    path("unit/<int:pk>/laporkan/", views_unit.unit_report, name="unit-report"),
    path("laporan/", views_unit.report_list, name="unit-report-list"),
    path("laporan/<int:pk>/", views_unit.report_detail, name="unit-report-detail"),
    path("batas/", views_land.boundary_upload, name="boundary-upload"),
    path("waktu-tempuh/", views_land.barrier_list, name="barrier-list"),
    path("waktu-tempuh/<int:pk>/", views_land.barrier_detail, name="barrier-detail"),
    path(
        "waktu-tempuh/<int:pk>/hitung/",
        require_POST(views_land.barrier_count),
        name="barrier-count",
    ),
    path(
        "waktu-tempuh/<int:pk>/putuskan/",
        require_POST(views_land.barrier_decide),
        name="barrier-decide",
    ),
]
