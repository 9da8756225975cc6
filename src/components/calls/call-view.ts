import type { AgentType } from './types';

/** Which calls that are over are looked at; kept in the page's address. Days are `YYYY-MM-DD` in the hospital's zone. */
export type CallView = {
  agent: AgentType | null;
  from: string | null;
  to: string | null;
  /** The page after a cursor, or before one; neither: the newest. */
  older: string | null;
  newer: string | null;
};

export const NEWEST: CallView = { agent: null, from: null, to: null, older: null, newer: null };

const AGENTS: readonly string[] = ['inbound', 'appointment_reminder', 'feedback'] satisfies AgentType[];
const DAY = /^(?:19|2\d)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const CURSOR = /^[A-Za-z0-9_-]{1,200}$/;

/** A day that exists, and that the server takes. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return DAY.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

type Parameters = { get: (name: string) => string | null };

/** What an address asks for; what makes no sense is left out. */
export function readView(parameters: Parameters): CallView {
  const take = (name: string, fits: (text: string) => boolean) => {
    const text = parameters.get(name);
    return text !== null && fits(text) ? text : null;
  };
  const isCursor = (text: string) => CURSOR.test(text);
  const older = take('older', isCursor);
  return {
    agent: take('agent', (text) => AGENTS.includes(text)) as AgentType | null,
    from: take('from', isDay),
    to: take('to', isDay),
    older,
    newer: older === null ? take('newer', isCursor) : null,
  };
}

/** The address of a view: "", or "?agent=feedback&from=2026-11-01". */
export function viewAddress(view: CallView): string {
  const given = Object.entries(view).filter((entry): entry is [string, string] => entry[1] !== null);
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

export function isFiltered({ agent, from, to }: CallView): boolean {
  return agent !== null || from !== null || to !== null;
}

/** What the server is asked for. */
export function listInput(hospitalId: string, { agent, from, to, older, newer }: CallView) {
  return { hospitalId, agentType: agent, startDate: from, endDate: to, older, newer };
}
