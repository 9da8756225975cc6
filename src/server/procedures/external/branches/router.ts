import { router } from '@/server/procedures/trpc';
import { createBranchProcedure } from './create-branch';
import { getBranchProcedure } from './get-branch';
import { listBranchesProcedure } from './list-branches';
import { updateBranchProcedure } from './update-branch';

export const branchesRouter = router({
  list: listBranchesProcedure,
  get: getBranchProcedure,
  create: createBranchProcedure,
  update: updateBranchProcedure,
});
