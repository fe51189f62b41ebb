/** The part of the package that we use; it brings no types of its own. */
declare module 'qrcode' {
  export const create: (
    text: string,
    options: { readonly errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' },
  ) => { readonly modules: { readonly size: number; readonly data: Uint8Array } };
}
