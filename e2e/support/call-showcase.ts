import { randomUUID } from 'node:crypto';
import { newPatient } from './calls';
import { HospitalApi } from './hospital-api';
import { ownerSql } from './owner-database';
import { newTenant, type Tenant } from './tenant';

/** Ids of the calls that a state of the pages needs by itself. */
export type CallShowcase = {
  tenant: Tenant;
  api: HospitalApi;
  live: string;
  silent: string;
  ended: string;
  missed: string;
  unknown: string;
};

type Speaker = 'agent' | 'patient';
type Recorded = {
  patient?: string;
  agent: 'inbound' | 'reminder' | 'feedback';
  status: 'in_progress' | 'completed' | 'missed' | 'failed';
  /** Seconds since it began. */
  ago: number;
  duration?: number;
  lines?: readonly (readonly [Speaker, string])[];
};

const PEOPLE = [
  'Asha Menon',
  'Bartholomew Constantine Fitzgerald-Worthington',
  'Lucía Restrepo',
  'محمد الأحمد',
  'Rohan Iyer',
  'Nguyễn Thị Minh Khai',
  'Priya 🌸 Nair',
  'Tomás Echeverri',
];

const TALK = [
  ['agent', 'Good morning, this is the voice assistant of Santa Lucía Hospital, Mumbai. Am I speaking with Asha Menon?'],
  ['patient', 'Yes, speaking. Good morning.'],
  ['agent', 'You have an appointment with Dr. Ananya Rao in cardiology tomorrow, Monday 23 November, at 10:15.'],
  ['agent', 'Will you be able to come?'],
  ['patient', 'Hm, let me see.'],
  [
    'patient',
    'My daughter has school until eleven. Would something in the afternoon be possible? I could also come on another day.',
  ],
  ['agent', 'Dr. Rao has 14:30 and 16:00 free tomorrow. Which one suits you better?'],
  ['patient', '16:00 would be perfect.'],
  ['agent', 'Done: tomorrow at 16:00 with Dr. Rao, at Mumbai – Andheri, second floor. Please bring your last blood test.'],
  ['patient', 'I will. Thank you very much!'],
] as const;

/** A hospital in the middle of its day: some are on the phone, and many have been. */
export async function makeCallShowcase(baseURL: string): Promise<CallShowcase> {
  const tenant = await newTenant({ name: 'Santa Lucía Hospital, Mumbai and Bogotá', person: 'Meera Raghavan' });
  const patients: string[] = [];
  for (const [index, name] of PEOPLE.entries()) patients.push(await newPatient(tenant, name, `+9198765432${10 + index}`));
  const record = (call: Recorded) => recordCall(tenant, call);
  const patient = (index: number) => patients[index % patients.length] ?? '';
  const live = await record({
    patient: patient(0),
    agent: 'reminder',
    status: 'in_progress',
    ago: 47,
    lines: TALK.slice(0, 7),
  });
  await record({ patient: patient(1), agent: 'feedback', status: 'in_progress', ago: 754 });
  const silent = await record({ patient: patient(2), agent: 'inbound', status: 'in_progress', ago: 4 });
  await record({ agent: 'inbound', status: 'in_progress', ago: 133 });
  await record({ patient: patient(3), agent: 'reminder', status: 'in_progress', ago: 3721 });
  const ended = await record({
    patient: patient(0),
    agent: 'reminder',
    status: 'completed',
    ago: 240,
    duration: 94,
    lines: TALK,
  });
  const missed = await record({ patient: patient(4), agent: 'reminder', status: 'missed', ago: 900, duration: 0 });
  const unknown = await record({ agent: 'inbound', status: 'failed', ago: 1500, duration: 8, lines: TALK.slice(0, 2) });
  await record({ patient: patient(5), agent: 'inbound', status: 'in_progress', ago: 90_000 });
  const agents = ['inbound', 'reminder', 'feedback'] as const;
  for (let index = 0; index < 40; index++) {
    const status = index % 9 === 4 ? 'missed' : index % 13 === 7 ? 'failed' : 'completed';
    const duration = status === 'missed' ? 0 : 35 + ((index * 47) % 260);
    const who = index % 7 === 3 ? {} : { patient: patient(index) };
    await record({ ...who, agent: agents[index % 3] ?? 'inbound', status, ago: 2_700 + index * 4_100, duration });
  }
  return { tenant, api: await HospitalApi.open(baseURL, tenant), live, silent, ended, missed, unknown };
}

async function recordCall({ hospitalId, branchId }: Tenant, call: Recorded): Promise<string> {
  const { patient = null, agent, status, ago, duration = null, lines = [] } = call;
  const id = randomUUID();
  const [ours, theirs] = ['+912240001000', patient === null ? '+919820011223' : '+919876543210'];
  const [from, to] = agent === 'inbound' ? [theirs, ours] : [ours, theirs];
  await ownerSql(
    `INSERT INTO calls (hospital_id, id, branch_id, patient_id, agent_type, direction, from_number, to_number, status, duration,
       created_at, ended_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now() - $11 * interval '1 second',
       CASE WHEN $9 = 'in_progress' THEN NULL ELSE now() - ($11 - coalesce($10, 0)) * interval '1 second' END)`,
    [hospitalId, id, branchId, patient, agent, agent === 'inbound' ? 'INBOUND' : 'OUTBOUND', from, to, status, duration, ago],
  );
  for (const [index, [speaker, text]] of lines.entries()) {
    await ownerSql(
      `INSERT INTO transcript_lines (hospital_id, id, call_id, position, speaker, text, created_at)
       SELECT $1, $2, $3, $4, $5, $6, c.created_at + ($4 * 6 - 3) * interval '1 second' FROM calls c WHERE c.id = $3`,
      [hospitalId, randomUUID(), id, index + 1, speaker, text],
    );
  }
  return id;
}
