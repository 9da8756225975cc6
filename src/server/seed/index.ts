/** What fills an empty database, and the generator of patients that the benchmark uses too. */
export { insertRows } from './insert-rows';
export { makePatients, type PatientOptions, type PatientPlace } from './make-patients';
export { Prng } from './prng';
export { type SeedOptions, type SeedProgress, type SeedResult, seedDemo } from './seed-demo';
export { seedEmpty } from './seed-empty';
