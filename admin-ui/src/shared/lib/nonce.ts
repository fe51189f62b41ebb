/** The nonce of this page's content security policy; style elements made at run time carry it. */
export const pageNonce = (): string => {
  const meta = document.querySelector<HTMLElement>('meta[property="csp-nonce"]');
  return meta?.nonce ?? '';
};
