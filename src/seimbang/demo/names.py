"""Names of nobody: generic given names joined by chance."""

from __future__ import annotations

import numpy as np

from seimbang.demo.chance import Ints

MEN = """Abdul Achmad Adi Agung Agus Ahmad Aldi Ali Amin Amir Andi Anton Ari Arief Aris
Asep Bagus Bambang Bayu Beni Budi Candra Dani Dedi Deni Dian Dika Dimas Dodi Doni Edi
Eko Fadli Fajar Faisal Fauzan Feri Firman Galih Gilang Hadi Hafiz Hamdan Hari Haris
Hasan Hendra Heri Herman Husin Ibnu Idris Ihsan Ilham Imam Indra Irfan Irwan Ismail
Jamal Joko Kurnia Lukman Mahmud Marwan Muhammad Mukhlis Nanda Nasir Nugroho Nur Oki
Putra Rahman Raka Ramadan Reza Rian Ridwan Rizal Rizki Roni Rudi Rusdi Sabri Salim
Samsul Sigit Slamet Sofyan Sugeng Suhaimi Sulaiman Surya Syahrul Syaiful Taufik Teguh
Tomi Toni Umar Usman Wahyu Wawan Wira Yahya Yogi Yudi Yusuf Zainal Zaki Zulfan""".split()
WOMEN = """Aisyah Ana Anggi Ani Anisa Ayu Citra Cut Dara Desi Devi Dewi Diah Dina Dini
Eka Eli Elsa Endang Erna Eti Evi Fatimah Fitri Gita Hana Hartati Hasnah Hesti Ida Ike
Indah Indri Ira Irma Ismi Jamilah Juwita Kartika Khadijah Laila Lastri Leni Lestari
Lia Lilis Lina Linda Lisa Lusi Maimunah Maria Marlina Maya Mega Melati Mira Nadia Neni
Nia Nina Ningsih Nita Novi Nurhayati Nurul Okta Puji Puspa Putri Rahma Rahmi Rani
Ratih Ratna Reni Retno Rika Rina Rini Rita Rosita Rukiah Salma Salmah Santi Sari
Sartika Septi Siti Sri Suci Sukma Sulastri Suryani Susi Tari Tati Tika Tina Tri Tuti
Ulfa Umi Vera Wahyuni Wati Weni Widya Wulan Yani Yanti Yati Yuli Yulia Yuni Zahra
Zubaidah""".split()
LAST_MEN = """Abdullah Adinata Alamsyah Anwar Ardiansyah Arifin Aziz Basri Darmawan
Effendi Fadillah Fahmi Fikri Firdaus Gunawan Hakim Halim Hamid Hamzah Handoko Hardi
Harahap Haryanto Hidayat Ikhsan Iskandar Jauhari Junaidi Kadir Kurniawan Latif Lesmana
Mahendra Mansur Maulana Mubarak Mulyadi Munandar Mustafa Nasution Nugraha Nurdin
Pamungkas Permana Pranata Prasetyo Pratama Purnomo Rahim Rahmat Ramli Rasyid Rosadi
Saleh Santoso Saputra Setiadi Setiawan Siregar Subagyo Sudrajat Suhendra Supriadi
Suryadi Susanto Sutrisno Syafri Syahputra Syarif Utama Wibowo Wicaksono Wijaya Winata
Yulianto Yunus Zulkarnain""".split()
LAST_WOMEN = """Agustina Aminah Andriani Anggraini Apriani Astuti Aulia Azizah Cahyani
Damayanti Fadilah Fauziah Febriani Febrianti Handayani Harahap Hasanah Hayati Herawati
Hidayati Indrawati Indriani Julaiha Kurniasih Kurniati Kusuma Lubis Mahmudah Mardiana
Maryam Masitah Mawarni Mulyani Munawarah Mustika Nasution Novita Nuraini Nurjanah
Oktaviani Pertiwi Permatasari Pratiwi Purnama Purwanti Rahayu Rahmadani Rahmawati
Ramadhani Rohani Rosmiati Safitri Sahara Saputri Setiawati Siregar Sundari Suprapti
Susanti Susilawati Syafitri Utami Widyastuti Wijayanti Wulandari Yuliana Yunita
Zulaikha""".split()


def names(rng: np.random.Generator, women: np.ndarray) -> list[str]:
    """Return a name for each of ``women`` (true: a woman's), in two or three words."""
    number = len(women)
    first: Ints = rng.integers(0, 1 << 30, number)
    second: Ints = rng.integers(0, 1 << 30, number)
    last: Ints = rng.integers(0, 1 << 30, number)
    three = rng.random(number) < 0.35
    invented = []
    for at, woman in enumerate(women.tolist()):
        given, family = (WOMEN, LAST_WOMEN) if woman else (MEN, LAST_MEN)
        words = [
            given[int(first[at]) % len(given)],
            family[int(last[at]) % len(family)],
        ]
        middle = given[int(second[at]) % len(given)]
        if three[at] and middle != words[0]:
            words.insert(1, middle)
        invented.append(" ".join(words))
    return invented
