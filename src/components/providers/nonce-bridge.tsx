'use client';

declare global {
  interface Window {
    __webpack_nonce__?: string;
  }
}

/**
 * Hands the page's CSP nonce to the one library that makes a style element at run time: Radix's scroll lock behind an open
 * dialog, which reads this name. It happens while rendering, before any dialog can open; and once, since a later answer of the
 * server (a refresh, the first page after the login) brings another nonce, but the document's policy stays that of its own.
 */
export function NonceBridge({ nonce }: { nonce: string | undefined }) {
  if (typeof window !== 'undefined' && nonce !== undefined) window.__webpack_nonce__ ??= nonce;
  return null;
}
