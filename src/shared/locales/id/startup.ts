/** What is said where there is no window yet. */
export const startup = {
  badSwitch: 'Pilihan perintah {name} tidak diterima program yang terpasang. Jalankan tanpa pilihan itu.',
  badSetting: 'Pengaturan {name} = {value} tidak dapat dipakai; seharusnya: {expected}.',
  mendSettings: 'Minta petugas IT memperbaikinya, lalu buka lagi.',
  alreadyRunning: 'Bank+ Teller sudah berjalan. Pakai jendela yang sudah terbuka.',
  profileUnwritable: 'Folder data {path} tidak dapat ditulis. Periksa izin folder, lalu buka lagi.',
  sandboxFailed: 'Bank latihan tidak dapat dijalankan: {reason}.',
  unexpected: 'Bank+ Teller tidak dapat dibuka. Sampaikan nomor ini ke petugas IT: {incidentId}.',
}
