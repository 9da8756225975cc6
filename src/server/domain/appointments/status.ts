/** v1's statuses; the database holds these. */
export const APPOINTMENT_STATUSES = ['scheduled', 'confirmed', 'in_progress', 'completed', 'cancelled', 'no_show'] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

/** External's statuses. */
export const EXTERNAL_STATUSES = ['BOOKED', 'COMPLETED', 'NO_SHOW', 'CANCELLED'] as const;
export type ExternalStatus = (typeof EXTERNAL_STATUSES)[number];

/** To which statuses each may change, on every surface (contract section 7). Never to itself. */
export const TRANSITIONS = {
  scheduled: ['confirmed', 'in_progress', 'completed', 'cancelled', 'no_show'],
  confirmed: ['in_progress', 'completed', 'cancelled', 'no_show'],
  in_progress: ['completed', 'cancelled'],
  completed: [],
  cancelled: [],
  no_show: [],
} as const satisfies Record<AppointmentStatus, readonly AppointmentStatus[]>;

/** How External shows each status (contract section 7, Status across surfaces). */
const TO_EXTERNAL = {
  scheduled: 'BOOKED',
  confirmed: 'BOOKED',
  in_progress: 'BOOKED',
  completed: 'COMPLETED',
  cancelled: 'CANCELLED',
  no_show: 'NO_SHOW',
} as const satisfies Record<AppointmentStatus, ExternalStatus>;

/** May an appointment change from one status to another? False where they are the same. */
export function canTransition(from: AppointmentStatus, to: AppointmentStatus): boolean {
  return (TRANSITIONS[from] as readonly AppointmentStatus[]).includes(to);
}

export function toExternalStatus(status: AppointmentStatus): ExternalStatus {
  return TO_EXTERNAL[status];
}

/** Every status that External shows as this one: what a filter by it selects. */
export function statusesShownAs(external: ExternalStatus): AppointmentStatus[] {
  return APPOINTMENT_STATUSES.filter((status) => TO_EXTERNAL[status] === external);
}

/**
 * The status that an External caller means as a target; null for BOOKED, to which nothing changes (contract section 6,
 * PATCH /appointments/:id/status: 409).
 */
export function targetOfExternal(external: ExternalStatus): AppointmentStatus | null {
  return external === 'BOOKED' ? null : (statusesShownAs(external)[0] ?? null);
}

/** Does an appointment of this status keep others out of its time? As in the constraint appointments_overlap. */
export function holdsSlot(status: AppointmentStatus): boolean {
  return status !== 'cancelled' && status !== 'no_show';
}
