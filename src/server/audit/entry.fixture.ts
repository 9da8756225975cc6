import type { AuditEntry } from './audit-entry';

/** An audit row of a refused request, for tests. */
export function entry(id: string, over: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id,
    occurredAt: new Date('2026-11-22T10:00:00Z'),
    hospitalId: null,
    branchId: null,
    requestId: `req_${id}`,
    callerRequestId: 'req_of_the_caller_0',
    surface: 'external',
    actorType: 'anonymous',
    actorId: null,
    apiKeyId: null,
    authenticated: false,
    credentialHint: 'nyra_abc',
    action: 'authenticate',
    targetType: null,
    targetId: null,
    outcome: 'refused',
    cause: 'key_unknown',
    status: 401,
    permission: null,
    method: 'GET',
    route: '(external)',
    parameters: ['q'],
    address: '203.0.113.9',
    userAgent: 'crm/1.0',
    durationUs: 100,
    patientIds: [],
    fieldGroup: null,
    changes: { name: 'x' },
    ...over,
  };
}
