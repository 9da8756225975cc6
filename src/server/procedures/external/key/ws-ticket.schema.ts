import { z } from 'zod';

export const wsTicketOutput = z
  .object({
    token: z
      .string()
      .max(2048)
      .regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/)
      .meta({
        description: 'The ticket: a JWT for the socket alone, good once and for 60 seconds.',
        example: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
      }),
    ws_url: z
      .string()
      .max(300)
      .regex(/^wss?:\/\/[^/]+$/)
      .meta({ description: 'What a Socket.IO client connects to.', example: 'wss://trilock.example' }),
    ws_path: z.literal('/ws').meta({ description: "The client's option `path`.", example: '/ws' }),
  })
  .meta({ id: 'WsTicket', description: 'A ticket for the live events.' });
