import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../support/app';
import { newTenant, type PartnerKey } from '../support/factory';
import { sendBytes } from '../support/http';

const ME = '/api/external/me';

let app: TestApp;
let mine: PartnerKey;
beforeAll(async () => {
  app = await sharedApp();
  mine = await (await newTenant(app)).partnerKey();
});

describe('bytes that no client sends', () => {
  const request = (header: string, value: Buffer) =>
    Buffer.concat([
      Buffer.from(`GET ${ME} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n`),
      ...Object.entries(mine.headers)
        .filter(([name]) => name !== header)
        .map(([name, text]) => Buffer.from(`${name}: ${text}\r\n`)),
      Buffer.from(`${header}: `),
      value,
      Buffer.from('\r\n\r\n'),
    ]);

  describe.each(['x-api-key', 'x-api-secret', 'authorization'])('%s', (header) => {
    const given = () => mine.headers[header] ?? '';

    it('with a NUL: refused by the parser, in the envelope', async () => {
      const reply = await sendBytes(app, request(header, Buffer.from(`${given()}\0`)));
      expect(reply.status).toBe(400);
      expect(reply.body).toMatchObject({ success: false, code: 'REQUEST_REJECTED' });
      expect(reply.head).toMatch(/connection: close/i);
    });

    it('with bytes beyond ASCII', async () => {
      for (const tail of [Buffer.from('é'), Buffer.from([0xff, 0xfe]), Buffer.from('\u{1f4a9}')]) {
        const reply = await sendBytes(app, request(header, Buffer.concat([Buffer.from(given()), tail])));
        expect(reply.status).toBe(401);
        expect(reply.body).toMatchObject({ code: 'INVALID_API_KEY', message: 'Invalid API credentials' });
      }
    });

    it('of 100 kB: refused by the parser, in the envelope', async () => {
      const reply = await sendBytes(app, request(header, Buffer.alloc(100_000, 0x61)));
      expect(reply.status).toBe(431);
      expect(reply.body).toMatchObject({ success: false, code: 'REQUEST_REJECTED' });
    });
  });
});
