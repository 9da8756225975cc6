/**
 * What next-auth 4 and Next read from the environment themselves, set before they load.
 * @param publicUrl where browsers reach us; next-auth builds its redirects from it.
 */
export function exportEnv(publicUrl: string): void {
  process.env.NEXTAUTH_URL = publicUrl;
  process.env.NEXT_TELEMETRY_DISABLED = '1';
}
