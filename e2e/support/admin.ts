/** The first admin of the server under test. */
export const ADMIN = { email: 'admin@e2e.hospital', password: 'correct horse battery staple' };
