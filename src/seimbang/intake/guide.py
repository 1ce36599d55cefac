"""The words of the template's first sheet, in Indonesian: data, not code."""

from __future__ import annotations

GUIDE_LINES = (
    "Petunjuk pengisian data Seimbang",
    "",
    "1. Isi sheet yang diperlukan saja. Sheet Unit dan Jabatan wajib; isi Pegawai"
    " (orang bernama) atau Jumlah pegawai (hanya jumlah).",
    "2. Jangan mengubah nama sheet dan judul kolom. Urutan kolom bebas. Kolom berjudul"
    " oranye wajib diisi; yang biru boleh kosong: kosong berarti TIDAK DIKETAHUI.",
    "3. Baris 2 tiap sheet adalah contoh (sel pertamanya berawalan CONTOH) dan tidak"
    " dibaca. Boleh dihapus.",
    "4. NIP dan semua kode disimpan sebagai TEKS. NIP yang tersimpan sebagai angka"
    " ditolak, karena angka terakhirnya bisa sudah berubah.",
    "5. Tanggal: sel tanggal, atau teks 31-12-2026, 31/12/2026, atau 2026-12-31. Tahun"
    " selalu empat angka. Akhir masa diisi hari terakhirnya (hari itu termasuk).",
    "6. Bilangan: 2,75 atau pecahan 1/3; tanpa titik ribuan. Daftar dipisah dengan"
    " titik koma; tanda - berarti diketahui tidak ada.",
    "7. Jangan memakai rumus, sel gabungan, serta baris, kolom, atau sheet tersembunyi."
    " Tempel data sebagai nilai (paste special: values).",
    "8. Sheet Info: instansi = nama instansi; tanggal_data = tanggal keadaan data.",
    "9. Kolom yang judulnya berawalan Catatan tidak dibaca; pakailah untuk catatan"
    " sendiri. Kolom Masalah ditulis oleh pemeriksaan dan tidak dibaca.",
    "10. Agar rencana dapat memindahkan seseorang, isi di sheet Pegawai: Tanggal lahir,"
    " TMT jabatan, TMT di unit (guru), Akhir kontrak (PPPK), Kinerja tahun lalu,"
    " Kinerja dua tahun lalu, Hukuman disiplin, dan Cuti/tugas belajar. Bila hukuman"
    " atau cuti memang tidak ada, tulis 'tidak ada': yang kosong tidak diketahui, dan"
    " orangnya tetap di tempatnya.",
    "11. Periksa sebelum dikirim: seimbang check BERKAS.xlsx --marked HASIL.xlsx",
    "",
    "Isi tiap sheet:",
)
