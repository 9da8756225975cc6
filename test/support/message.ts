import type { IncomingMessage } from 'node:http';

export type MessageOptions = {
  url?: string;
  method?: string;
  /** Lower-case names, as Node gives them. */
  headers?: Record<string, string>;
  /** The other end of the connection. */
  peer?: string;
  encrypted?: boolean;
};

/** The head of a request as Node hands it on, without a connection. */
export function message(options: MessageOptions = {}): IncomingMessage {
  const { url = '/', method = 'GET', headers = {}, peer = '127.0.0.1', encrypted } = options;
  const socket = { remoteAddress: peer, ...(encrypted !== undefined && { encrypted }) };
  return { url, method, headers, socket } as unknown as IncomingMessage;
}
