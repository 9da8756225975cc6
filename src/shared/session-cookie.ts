/** The session cookie's name over HTTPS: `__Host-` binds it to this host, to HTTPS and to every path (RFC 6265bis). */
export const SECURE_SESSION_COOKIE = '__Host-trilock-session';

/** Over plain HTTP, which only development has. */
export const PLAIN_SESSION_COOKIE = 'trilock-session';
