import { encodeCursor } from '@/server/domain/lists/page';
import { query } from '../database';
import { PLANTED } from './plan';

/** What the queries of a data set name: rows of its measured hospital. */
export type Facts = {
  hospitalId: string;
  /** Those of planted rows, and ordinary ones. */
  plantedBranch: string;
  plantedDoctor: string;
  plantedPatient: string;
  branch: string;
  doctor: string;
  /** Positions nine tenths down the lists. */
  patientCursor: string;
  appointmentCursor: string;
};

export async function readFacts(ownerUrl: string): Promise<Facts> {
  const [hospital] = await query<{ id: string }>(ownerUrl, "SELECT id FROM hospitals WHERE name = 'Hospital 1'");
  const hospitalId = hospital?.id ?? '';
  const id = async (sql: string, ...values: string[]): Promise<string> => {
    const [row] = await query<{ id: string }>(ownerUrl, sql, [hospitalId, ...values]);
    if (!row) throw new Error(`found nothing: ${sql}`);
    return row.id;
  };
  const cursor = async (table: string): Promise<string> => {
    const [row] = await query<{ createdAt: Date; id: string }>(
      ownerUrl,
      `SELECT created_at AS "createdAt", id FROM ${table} WHERE hospital_id = $1 ORDER BY created_at, id
       OFFSET (SELECT count(*) / 10 FROM ${table} WHERE hospital_id = $1) LIMIT 1`,
      [hospitalId],
    );
    if (!row) throw new Error(`${table} is empty`);
    return encodeCursor(row);
  };
  const most = (column: string) => `SELECT ${column} AS id FROM patients WHERE hospital_id = $1 AND ${column} IS NOT NULL
    AND status = 'ACTIVE' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`;
  return {
    hospitalId,
    plantedBranch: await id('SELECT id FROM branches WHERE hospital_id = $1 AND name = $2', PLANTED.branch),
    plantedDoctor: await id('SELECT id FROM doctors WHERE hospital_id = $1 AND name = $2', PLANTED.doctor),
    plantedPatient: await id('SELECT id FROM patients WHERE hospital_id = $1 AND phone = $2', `${PLANTED.phone}000`),
    branch: await id(most('branch_id')),
    doctor: await id(most('doctor_id')),
    patientCursor: await cursor('patients'),
    appointmentCursor: await cursor('appointments'),
  };
}
