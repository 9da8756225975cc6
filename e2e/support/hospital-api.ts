import type { Tenant } from './tenant';

export type Issued = { id: string; key: string; secret: string; token: string };
export type NewKey = { name?: string | null; permissions?: readonly string[]; kind?: 'partner' | 'server' } & Record<
  string,
  unknown
>;

/** The hospital surface as an admin's own program uses it. */
export class HospitalApi {
  readonly #hospital: string;
  readonly #headers: Record<string, string>;

  private constructor(hospital: string, accessToken: string) {
    this.#hospital = hospital;
    this.#headers = { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' };
  }

  static async open(baseURL: string, { hospitalId, admin }: Tenant): Promise<HospitalApi> {
    const answer = await fetch(`${baseURL}/v1/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(admin),
    });
    const { data } = (await answer.json()) as { data: { accessToken: string } };
    return new HospitalApi(`${baseURL}/api/hospitals/${hospitalId}`, data.accessToken);
  }

  /** Makes a key. A null name leaves it out: an unnamed key. */
  createKey({ name = 'Front desk CRM', ...options }: NewKey = {}): Promise<Issued> {
    return this.#ask('POST', '/api-keys', { permissions: ['patients:read'], ...(name !== null && { name }), ...options });
  }

  change(id: string, changes: Record<string, unknown>): Promise<unknown> {
    return this.#ask('PATCH', `/api-keys/${id}`, changes);
  }

  rotate(id: string, overlapSeconds: number): Promise<Issued> {
    return this.#ask('POST', `/api-keys/${id}/rotate`, { overlap_seconds: overlapSeconds });
  }

  revoke(id: string): Promise<unknown> {
    return this.#ask('DELETE', `/api-keys/${id}`);
  }

  /** Records that a call has begun. */
  beginCall(fields: Record<string, unknown>): Promise<{ id: string }> {
    return this.#ask('POST', '/calls', fields);
  }

  say(callId: string, speaker: 'agent' | 'patient', text: string): Promise<unknown> {
    return this.#ask('POST', `/calls/${callId}/transcript`, { speaker, text });
  }

  endCall(callId: string, status: 'completed' | 'missed' | 'failed' = 'completed'): Promise<unknown> {
    return this.#ask('PATCH', `/calls/${callId}`, { call_status: status });
  }

  async #ask<Data>(method: string, path: string, body?: unknown): Promise<Data> {
    const options = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(this.#hospital + path, { method, headers: this.#headers, ...options });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : (JSON.parse(text) as { data: Data }).data) as Data;
  }
}
