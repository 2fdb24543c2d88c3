declare module '@develoka/angka-terbilang-js' {
  /** @param angka a whole number as digits; a string keeps figures above 2^53 exact */
  export default function angkaTerbilang(angka: string | number): string
}
