import type { Role } from './roles';

/**
 * Which records a role reaches with an action. `own`: of this very person (a patient's record and appointments; a doctor's
 * appointments and schedule). `assigned`: of a doctor's patients, by `doctor_id` or by any appointment with the doctor.
 * `hospital`: every one of the person's hospital.
 */
export const REACHES = ['none', 'own', 'assigned', 'hospital'] as const;

export type Reach = (typeof REACHES)[number];

/** What a role sees and may change of a record that it reaches; fields by their v1 names. */
export type FieldMask = {
  hidden: readonly string[];
  /** Null: every field. */
  changeable: readonly string[] | null;
};

/** Administrators reach everything, unless an action is about oneself. */
function reaches(receptionist: Reach, doctor: Reach, patient: Reach, administrators: Reach = 'hospital') {
  return { super_admin: administrators, admin: administrators, receptionist, doctor, patient } satisfies Record<Role, Reach>;
}

/**
 * What people may do (contract section 3), as data: resource × action × role. The only such table: v1 and the dashboard ask it,
 * the OpenAPI document and docs/roles.md are written from it. What it does not name nobody may do.
 */
export const ROLE_TABLE = {
  appointments: {
    list: reaches('hospital', 'own', 'own'),
    listOwn: reaches('none', 'own', 'own', 'none'),
    read: reaches('hospital', 'own', 'own'),
    create: reaches('hospital', 'none', 'own'),
    update: reaches('hospital', 'own', 'own'),
    delete: reaches('hospital', 'none', 'none'),
  },
  patients: {
    list: reaches('hospital', 'assigned', 'none'),
    read: reaches('hospital', 'assigned', 'own'),
    create: reaches('none', 'none', 'none'),
    update: reaches('hospital', 'none', 'own'),
    delete: reaches('none', 'none', 'none'),
  },
  doctors: {
    list: reaches('hospital', 'hospital', 'hospital'),
    read: reaches('hospital', 'hospital', 'hospital'),
    create: reaches('none', 'none', 'none'),
    update: reaches('none', 'none', 'none'),
    delete: reaches('none', 'none', 'none'),
  },
  schedules: {
    list: reaches('hospital', 'hospital', 'hospital'),
    read: reaches('hospital', 'hospital', 'hospital'),
    create: reaches('none', 'own', 'none'),
    update: reaches('none', 'own', 'none'),
    delete: reaches('none', 'own', 'none'),
  },
  users: {
    list: reaches('none', 'none', 'none'),
    read: reaches('none', 'none', 'none'),
    create: reaches('none', 'none', 'none'),
    update: reaches('none', 'none', 'none'),
    delete: reaches('none', 'none', 'none'),
  },
  hospital: { administer: reaches('none', 'none', 'none') },
} as const satisfies Record<string, Record<string, Record<Role, Reach>>>;

export type RoleResource = keyof typeof ROLE_TABLE;

/** `patients.read` and the like. */
export type RoleAction = {
  [Resource in RoleResource]: `${Resource}.${keyof (typeof ROLE_TABLE)[Resource] & string}`;
}[RoleResource];

const CONTACT = ['name', 'email', 'phone', 'address', 'emergencyContact'] as const;

/** Where a role does not see or may not change all of a record. A hidden field is left out of answers, never shown as null. */
export const FIELD_MASKS: Readonly<Partial<Record<RoleResource, Partial<Record<Role, FieldMask>>>>> = {
  patients: {
    receptionist: { hidden: ['medicalHistory', 'insurance'], changeable: CONTACT },
    patient: { hidden: [], changeable: CONTACT },
  },
  appointments: {
    doctor: { hidden: [], changeable: ['notes'] },
    patient: { hidden: [], changeable: ['status'] },
  },
};

/** What the reach and the fields do not say. */
export const ROLE_NOTES: Readonly<Partial<Record<RoleAction, string>>> = {
  'appointments.update': 'A patient only cancels: `status` `cancelled`, before the start.',
};

/** Everything is seen and changeable: a key, an administrator. */
export const NO_MASK: FieldMask = { hidden: [], changeable: null };

const BY_ACTION = new Map<string, Record<Role, Reach>>(
  Object.entries(ROLE_TABLE).flatMap(([resource, actions]) =>
    Object.entries(actions).map(([action, row]) => [`${resource}.${action}`, row] as const),
  ),
);

/** Every action of the table, in its order. */
export const ROLE_ACTIONS = [...BY_ACTION.keys()] as readonly RoleAction[];

/** Which records the role reaches with this action. */
export function reachOf(role: Role, action: RoleAction): Reach {
  return BY_ACTION.get(action)?.[role] ?? 'none';
}

/** The resource of an action: `patients` of `patients.read`. */
export function resourceOf(action: RoleAction): RoleResource {
  return action.slice(0, action.indexOf('.')) as RoleResource;
}

/** What the role sees and may change of such a record. */
export function maskOf(role: Role, resource: RoleResource): FieldMask {
  return FIELD_MASKS[resource]?.[role] ?? NO_MASK;
}
