import { PrismaPg } from '@prisma/adapter-pg';
import fastify from 'fastify';
import { PrismaClient } from '@/server/db/generated/client';
import { readWorld } from '../world';
import { listOf, pageOf, type Query, withAge } from './rows';
import { announce } from './serve';

/** (b) Prisma with its adapter for pg, as its documentation shows it. No lock of any kind. */
const { hospitalId, ownerUrl } = readWorld();
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: ownerUrl, max: 10 }) });

const select = {
  id: true,
  name: true,
  phone: true,
  age: true,
  gender: true,
  dateOfBirth: true,
  email: true,
  address: true,
  status: true,
  branchId: true,
  doctorId: true,
  createdAt: true,
  updatedAt: true,
} as const;

const server = fastify();
server.get<{ Querystring: Query }>('/api/external/patients', async (request) => {
  const { page, limit } = pageOf(request.query);
  const [rows, counted] = await Promise.all([
    prisma.patient.findMany({
      where: { hospitalId, deletedAt: null },
      select,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit,
      skip: (page - 1) * limit,
    }),
    prisma.patientCount.aggregate({ where: { hospitalId }, _sum: { amount: true } }),
  ]);
  const today = new Date().toISOString().slice(0, 10);
  const results = rows.map(({ dateOfBirth, branchId, doctorId, createdAt, updatedAt, ...row }) =>
    withAge(
      {
        ...row,
        date_of_birth: dateOfBirth?.toISOString().slice(0, 10) ?? null,
        branch_id: branchId,
        doctor_id: doctorId,
        created_at: createdAt,
        updated_at: updatedAt,
      },
      today,
    ),
  );
  return listOf(results, counted._sum.amount ?? 0, page, limit);
});
announce(await server.listen({ host: '127.0.0.1', port: 0 }));
