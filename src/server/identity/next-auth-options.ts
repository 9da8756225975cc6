import type { NextAuthOptions, User } from 'next-auth';
import { SESSION_SECONDS, type SessionReference } from '@/server/credentials/session-cookie';
import type { Identity } from './identity';

type SessionUser = User & SessionReference;

/**
 * next-auth for the browser: one credentials provider, and a cookie that holds nothing but the name of a row in `sessions`
 * (its `sid`, and its hospital's id, which the primary key begins with). The row decides at each request, so a session ends
 * when the server says so; next-auth only carries it.
 */
export function nextAuthOptions(identity: Identity): NextAuthOptions {
  const { cookies } = identity;
  return {
    secret: cookies.secret,
    useSecureCookies: cookies.secure,
    pages: { signIn: '/login', signOut: '/login', error: '/login' },
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    cookies: {
      sessionToken: { name: cookies.name, options: { httpOnly: true, sameSite: 'lax', path: '/', secure: cookies.secure } },
    },
    providers: [
      {
        id: 'credentials',
        name: 'Password',
        type: 'credentials',
        credentials: { email: { label: 'E-mail', type: 'email' }, password: { label: 'Password', type: 'password' } },
        authorize: async (form: unknown): Promise<SessionUser> => {
          const answer = await identity.login(form);
          // next-auth puts the message into the login page's `?error=`: our code, never a text.
          if (!answer.ok) throw new Error(answer.code);
          return { id: answer.session.sessionId, ...answer.session };
        },
      },
    ],
    jwt: {
      encode: ({ token }) => cookies.seal(reference(token?.sessionId, token?.hospitalId)),
      decode: async ({ token }) => (token ? await cookies.open(token) : null),
    },
    callbacks: {
      jwt: async ({ token, user }) => {
        if (user) return reference(user.id, (user as SessionUser).hospitalId);
        const session = reference(token.sessionId, token.hospitalId);
        // A revoked session must not be carried on; next-auth clears the cookie when this throws.
        if (!(await identity.isLive(session))) throw new Error('the session has ended');
        return session;
      },
      // Whoever wants to know more asks the dashboard's own API.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        if (token) await identity.logout(reference(token.sessionId, token.hospitalId));
      },
    },
    logger: { error: (code) => identity.reportFailure(code), warn: () => {}, debug: () => {} },
  };
}

function reference(sessionId: unknown, hospitalId: unknown): SessionReference {
  if (typeof sessionId !== 'string' || typeof hospitalId !== 'string') throw new Error('not a session');
  return { sessionId, hospitalId };
}
