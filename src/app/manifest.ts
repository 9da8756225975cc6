import type { MetadataRoute } from 'next';

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: 'Trilock',
    short_name: 'Trilock',
    description: 'API keys and access of a hospital',
    start_url: '/dashboard/api-keys',
    display: 'standalone',
    background_color: '#f5f7fa',
    theme_color: '#1f5bd8',
    icons: [
      { src: '/trilock.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      { src: '/trilock-maskable.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'maskable' },
    ],
  };
}
