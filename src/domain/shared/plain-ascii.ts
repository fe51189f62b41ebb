/** Lines of printable ASCII: no other script, no marks, no compatibility forms, and so nothing of them to look for. */
export const isPlainAscii = (text: string): boolean => plainAscii.test(text);
const plainAscii = /^[\n\x20-\x7e]*$/;
