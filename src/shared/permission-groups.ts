import type { Permission } from './permissions';

/** One resource as the form and the documentation show it: its permissions, each with a plain sentence of what it reaches. */
export type PermissionGroup = {
  resource: string;
  title: string;
  permissions: readonly { permission: Permission; label: string; reaches: string }[];
};

/** Every permission but `admin`, grouped by resource, in the order of the form. */
export const PERMISSION_GROUPS: readonly PermissionGroup[] = [
  {
    resource: 'patients',
    title: 'Patients',
    permissions: [
      {
        permission: 'patients:read',
        label: 'Read',
        reaches: 'See names, phones, e-mails, birth dates and addresses of patients.',
      },
      { permission: 'patients:create', label: 'Create', reaches: 'Add new patients, also together with a first appointment.' },
      { permission: 'patients:write', label: 'Write', reaches: 'Add patients and change the data of existing ones.' },
    ],
  },
  {
    resource: 'appointments',
    title: 'Appointments',
    permissions: [
      { permission: 'appointments:read', label: 'Read', reaches: 'See who has an appointment with whom, when, and its notes.' },
      {
        permission: 'appointments:write',
        label: 'Write',
        reaches: 'Book, move, complete and cancel appointments; a booking may add the patient.',
      },
    ],
  },
  {
    resource: 'doctors',
    title: 'Doctors',
    permissions: [
      { permission: 'doctors:read', label: 'Read', reaches: 'See doctors, their specialties, fees and free slots.' },
      { permission: 'doctors:create', label: 'Create', reaches: 'Add new doctors.' },
      { permission: 'doctors:write', label: 'Write', reaches: 'Add and change doctors, and set their availability.' },
    ],
  },
  {
    resource: 'doctor_slots',
    title: 'Slots and availability',
    permissions: [
      { permission: 'doctor_slots:read', label: 'Read', reaches: 'See weekly availability and which slots are free or taken.' },
      { permission: 'doctor_slots:write', label: 'Write', reaches: 'Change when doctors can be booked.' },
    ],
  },
  {
    resource: 'branches',
    title: 'Branches',
    permissions: [
      { permission: 'branches:read', label: 'Read', reaches: 'See branches, their phone numbers and opening hours.' },
      { permission: 'branches:create', label: 'Create', reaches: 'Add new branches.' },
      { permission: 'branches:write', label: 'Write', reaches: 'Add and change branches.' },
    ],
  },
  {
    resource: 'calls',
    title: 'Calls',
    permissions: [
      { permission: 'calls:read', label: 'Read', reaches: 'See calls with patients and read their transcripts.' },
      { permission: 'calls:write', label: 'Write', reaches: 'Record calls, their end, and transcript lines.' },
    ],
  },
  {
    resource: 'analytics',
    title: 'Analytics',
    permissions: [
      { permission: 'analytics:read', label: 'Read', reaches: "See this key's own request numbers and recent requests." },
    ],
  },
  {
    resource: 'ws',
    title: 'Live events',
    permissions: [
      {
        permission: 'ws:ticket',
        label: 'Connect',
        reaches: 'Follow events live; only of resources that the key may also read.',
      },
    ],
  },
];

/** Ready-made sets for the form. */
export const PERMISSION_PRESETS: readonly {
  id: string;
  title: string;
  explains: string;
  permissions: readonly Permission[];
}[] = [
  {
    id: 'crm-booking',
    title: 'CRM booking',
    explains: 'Find or add patients, see doctors and free slots, book and move appointments.',
    permissions: [
      'patients:read',
      'patients:create',
      'appointments:read',
      'appointments:write',
      'doctors:read',
      'doctor_slots:read',
      'branches:read',
    ],
  },
  {
    id: 'read-only',
    title: 'Read only',
    explains: 'See everything, change nothing.',
    permissions: [
      'patients:read',
      'appointments:read',
      'doctors:read',
      'doctor_slots:read',
      'branches:read',
      'calls:read',
      'analytics:read',
    ],
  },
  {
    id: 'live-calls',
    title: 'Live calls',
    explains: 'Follow calls and their transcripts as they happen.',
    permissions: ['calls:read', 'patients:read', 'ws:ticket'],
  },
  {
    id: 'voice-platform',
    title: 'Voice platform',
    explains: 'Record calls with their transcripts and recognise the patient who calls.',
    permissions: ['calls:read', 'calls:write', 'patients:read'],
  },
];
