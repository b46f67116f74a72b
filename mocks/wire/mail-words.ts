/**
 * A text without case, accents, kind of apostrophe, or difference between space, hyphen and underscore: how names and
 * labels of two sources are compared (mssante.md §3.3).
 */
export function foldWords(words: string): string {
  return words
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[’ʼ`´]/g, "'")
    .replaceAll(/[\s_-]+/g, ' ')
    .trim()
    .toUpperCase();
}
