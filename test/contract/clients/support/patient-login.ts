import type { TestApp } from '../../../support/app';
import { newPhone, type Tenant } from '../../../support/factory';
import { call, dataOf } from '../../support/call';

export type PatientLogin = { patientId: string; email: string; password: string };

/** A patient whom the hospital's program gave a login, as the published API's patients have one. */
export async function newPatientLogin(app: TestApp, tenant: Tenant): Promise<PatientLogin> {
  const { headers } = await tenant.serverKey();
  const phone = newPhone();
  const [email, password] = [`patient${phone.slice(1)}@example.com`, 'secure password'];
  const body = { name: 'Asha Menon', phone, email, password };
  const { id } = dataOf<{ id: string }>(await call(app, 'POST', '/v1/patients', { headers, body }));
  return { patientId: id, email, password };
}

/** The same login's access token of two hours ago, so one that has expired. */
export function expired(app: TestApp, accessToken: string): Promise<string> {
  const claims = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString());
  return app.runtime.services.accessTokens.sign(claims, new Date(Date.now() - 2 * 3_600_000));
}
