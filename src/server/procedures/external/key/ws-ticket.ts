import { z } from 'zod';
import { AppError } from '@/server/kernel/app-error';
import { documented } from '@/server/procedures/documented';
import { keyProcedure } from '@/server/procedures/trpc';
import { wsTicketOutput } from './ws-ticket.schema';

/** Where the socket answers (contract section 6). */
const WS_PATH = '/ws';

export const wsTicketProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'ws:ticket' },
    rateClass: 'standard',
    audit: { action: 'socket.ticket' },
    status: 201,
    holdsCredential: true,
    openapi: {
      method: 'POST',
      path: '/ws-ticket',
      operationId: 'createWsTicket',
      tags: ['Events'],
      summary: 'A ticket for the live events',
      description:
        'A ticket of 60 seconds for one Socket.IO connection: `io(ws_url, { path: ws_path, auth: { token } })`. After a ' +
        'disconnection fetch a new one, and resume with `auth: { token, last_event_id }`, the `id` of the last event received; ' +
        'events are kept for 72 hours. The socket ends with the hospital token of this request.',
    },
  })
  .input(z.strictObject({}))
  .output(documented(wsTicketOutput))
  .mutation(({ ctx }) => {
    const { principal, request, services } = ctx;
    const { keyId, hospitalId, token } = principal;
    if (!token) throw new AppError('UNAUTHORIZED');
    ctx.audit.targetType = 'api_key';
    ctx.audit.targetId = keyId;
    // Nothing is stored but the audit row and the answer that an Idempotency-Key gives again.
    return ctx.commit(ctx.tenant, async () => ({
      token: await services.socketTickets.sign({ sub: keyId, hid: hospitalId, tid: token.id }, request.receivedAt),
      // Without a path: a Socket.IO client would take that for a namespace.
      ws_url: new URL(services.config.publicUrl).origin.replace(/^http/, 'ws'),
      ws_path: WS_PATH,
    }));
  });
