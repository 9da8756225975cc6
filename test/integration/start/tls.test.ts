import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app';

const folder = mkdtempSync(path.join(tmpdir(), 'trilock-tls-'));
const [TLS_CERT, TLS_KEY] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];

/** Node makes keys and no certificates; where there is no openssl there is nothing to test with. */
function makeCertificate(): boolean {
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', TLS_KEY];
  try {
    execFileSync('openssl', ['req', '-x509', ...key, '-out', TLS_CERT, '-days', '2', ...subject], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.runIf(makeCertificate())('with a certificate', () => {
  let app: TestApp;

  beforeAll(async () => {
    const PUBLIC_URL = 'https://localhost';
    app = await startApp({ TLS_CERT, TLS_KEY, APP_ENV: 'staging', APP_SECRET: 's'.repeat(32), PUBLIC_URL });
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  function get(target: string, maxVersion?: 'TLSv1.1'): Promise<{ status: number; hsts: string | undefined; body: string }> {
    const options = {
      port: new URL(app.url).port,
      path: target,
      host: '127.0.0.1',
      servername: 'localhost',
      ca: readFileSync(TLS_CERT),
      headers: { host: 'localhost' },
      agent: false as const,
      ...(maxVersion && { maxVersion, minVersion: maxVersion }),
    };
    return new Promise((resolve, reject) => {
      const outgoing = request(options, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => {
          body += chunk.toString();
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, hsts: response.headers['strict-transport-security'], body }),
        );
      });
      outgoing.on('error', reject);
      outgoing.end();
    });
  }

  it('serves HTTPS itself, which satisfies the HTTPS rule', async () => {
    expect(await get('/v1/health')).toMatchObject({ status: 200, hsts: expect.stringContaining('max-age=') });
  });

  it('answers a door in its envelope', async () => {
    const { status, body } = await get('/api/external/patients');
    expect(status).toBe(401);
    expect(JSON.parse(body)).toMatchObject({ success: false, code: 'UNAUTHORIZED' });
  });

  it('does not speak old TLS', async () => expect(get('/livez', 'TLSv1.1')).rejects.toThrow());

  it('closes a plain connection without an answer in clear', async () => {
    const answer = await new Promise<string>((resolve) => {
      let received = '';
      const socket = connect(Number(new URL(app.url).port), '127.0.0.1', () =>
        socket.write('GET /livez HTTP/1.1\r\nhost: x\r\n\r\n'),
      );
      socket.on('data', (chunk) => {
        received += chunk.toString();
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(received));
    });
    expect(answer).not.toContain('200');
  });
});
