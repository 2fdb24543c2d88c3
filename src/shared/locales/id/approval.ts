/** The overlay on which a second person agrees to one act. */
export const approval = {
  title: 'Perlu persetujuan orang kedua.',
  lead: 'Supervisor masuk dengan akunnya sendiri. Berlaku untuk satu hal ini saja.',
  about: 'Yang disetujui',
  username: 'Nama pengguna supervisor',
  password: 'Kata sandi supervisor',
  agree: 'Setujui',
  cancel: 'Batal',
  usernameMissing: 'Isi nama pengguna supervisor.',
  passwordMissing: 'Isi kata sandi supervisor.',
  samePerson: 'Itu akun Anda sendiri. Orang lain yang harus menyetujui.',
  notSupervisor: 'Akun ini bukan supervisor. Minta supervisor masuk dengan akunnya sendiri.',
} as const
