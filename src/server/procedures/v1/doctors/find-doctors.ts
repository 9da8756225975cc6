import { schedulesOf } from '@/server/domain/availability/read-schedules';
import { listDoctors } from '@/server/domain/doctors/list-doctors';
import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { toV1List } from '../list';
import { doctorList, findDoctorsInput, showDoctor } from './doctor.schema';

export const findDoctorsProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'doctors:read', people: 'doctors.list' },
    rateClass: 'standard',
    audit: { action: 'doctor.list' },
    shape: 'list',
    openapi: {
      method: 'GET',
      path: '/doctors',
      operationId: 'findDoctors',
      tags: ['Doctors'],
      summary: 'List doctors',
      description: 'Doctors of the hospital, newest first. A branch-locked key sees those of its branch and of none.',
    },
  })
  .input(findDoctorsInput)
  .output(documented(doctorList))
  .query(async ({ ctx, input }) => {
    const { db } = ctx.services;
    const filters = { q: null, status: null, branchId: null, specialty: input.specialty ?? null };
    const page = await listDoctors(db, ctx.tenant, filters, { ...input, cursor: null }, ctx.principal.hospital.country);
    if (input.include !== 'schedules') return toV1List(page, input, (doctor) => showDoctor(doctor));
    const ids = page.rows.map(({ id }) => id);
    const schedules = await schedulesOf(db, ctx.tenant, ids);
    return toV1List(page, input, (doctor) => showDoctor(doctor, schedules.get(doctor.id) ?? []));
  });
