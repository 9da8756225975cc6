import type { startPages as real } from '@/server/start/pages';

/** In place of Next, where a test compiles the server without it: every page is 404. */
export const startPages: typeof real = async () => ({
  pages: async (_message, response) => void response.writeHead(404).end(),
  close: async () => {},
});
