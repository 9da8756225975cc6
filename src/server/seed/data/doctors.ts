import type { Site } from './sites';
import type { SpecialtyName } from './specialties';

/** Days of ISO (1 Monday … 7 Sunday) and the windows `HH:MM-HH:MM` on each of them. */
export type WeekPlan = readonly (readonly [days: string, ...windows: string[]])[];

export interface DoctorProfile {
  name: string;
  site: Site['slug'];
  specialty: SpecialtyName;
  qualification: string;
  experienceYears: number;
  opFee: number;
  licenseNumber: string;
  slotMinutes: number;
  week: WeekPlan;
  /** Windows that exist but are switched off. */
  off?: WeekPlan;
  bio: string;
}

/** Twelve. Two of them work every day, one by night, so that a fresh demo has visits in the next hours at any time. */
export const DOCTORS: readonly DoctorProfile[] = [
  {
    name: 'Dr. Ananya Deshpande',
    site: 'mumbai',
    specialty: 'Cardiology',
    qualification: 'MBBS, MD, DM (Cardiology)',
    experienceYears: 18,
    opFee: 1500,
    licenseNumber: 'MMC-2006-041187',
    slotMinutes: 20,
    week: [
      ['12345', '09:00-13:00', '16:00-19:00'],
      ['6', '09:00-12:00'],
    ],
    bio: 'Interventional cardiologist with a clinic for heart failure and one for high blood pressure.',
  },
  {
    name: 'Dr. Rohan Mehta',
    site: 'mumbai',
    specialty: 'Orthopaedics',
    qualification: 'MBBS, MS (Orthopaedics)',
    experienceYears: 14,
    opFee: 1200,
    licenseNumber: 'MMC-2010-028834',
    slotMinutes: 30,
    week: [
      ['135', '10:00-14:00', '17:00-20:00'],
      ['24', '10:00-14:00'],
      ['6', '10:00-13:00'],
    ],
    off: [['24', '17:00-20:00']],
    bio: 'Knee and shoulder surgeon; sports injuries.',
  },
  {
    name: 'Dr. Farah Qureshi',
    site: 'mumbai',
    specialty: 'Emergency and Telemedicine',
    qualification: 'MBBS, MEM',
    experienceYears: 9,
    opFee: 700,
    licenseNumber: 'MMC-2015-063301',
    slotMinutes: 15,
    week: [['1234567', '00:00-02:00', '03:00-06:00', '06:30-09:00', '20:00-23:30']],
    bio: 'Emergency physician; sees patients by video through the night.',
  },
  {
    name: 'Dr. Kavita Joshi',
    site: 'mumbai',
    specialty: 'Paediatrics',
    qualification: 'MBBS, MD (Paediatrics)',
    experienceYears: 16,
    opFee: 900,
    licenseNumber: 'MMC-2008-017752',
    slotMinutes: 15,
    week: [
      ['12345', '09:30-12:30', '17:00-19:30'],
      ['6', '09:30-13:00'],
    ],
    bio: 'Vaccination, growth and development; asthma in children.',
  },
  {
    name: 'Dr. Sanjay Kulkarni',
    site: 'pune',
    specialty: 'General Medicine',
    qualification: 'MBBS, MD (Medicine)',
    experienceYears: 22,
    opFee: 800,
    licenseNumber: 'MMC-2002-009415',
    slotMinutes: 15,
    week: [['1234567', '08:00-12:00', '14:00-16:00', '17:00-20:00']],
    bio: 'Family physician for three generations of Aundh.',
  },
  {
    name: 'Dr. Meera Phadke',
    site: 'pune',
    specialty: 'Obstetrics and Gynaecology',
    qualification: 'MBBS, MS (OBG), DGO',
    experienceYears: 15,
    opFee: 1000,
    licenseNumber: 'MMC-2009-033128',
    slotMinutes: 20,
    week: [
      ['1245', '10:00-13:00', '16:00-19:00'],
      ['6', '10:00-14:00'],
    ],
    bio: 'High-risk pregnancy and minimally invasive surgery.',
  },
  {
    name: 'Dr. Karthik Raghavan',
    site: 'bengaluru',
    specialty: 'Endocrinology',
    qualification: 'MBBS, MD, DM (Endocrinology)',
    experienceYears: 12,
    opFee: 1300,
    licenseNumber: 'KMC-2012-071920',
    slotMinutes: 20,
    week: [['12345', '09:00-12:00', '14:00-17:00']],
    bio: 'Diabetes, thyroid and obesity; runs the insulin pump clinic.',
  },
  {
    name: 'Dr. Shruti Hegde',
    site: 'bengaluru',
    specialty: 'Dermatology',
    qualification: 'MBBS, MD (Dermatology)',
    experienceYears: 8,
    opFee: 950,
    licenseNumber: 'KMC-2016-085546',
    slotMinutes: 15,
    week: [
      ['2345', '11:00-14:00', '16:00-19:00'],
      ['67', '10:00-13:00'],
    ],
    bio: 'Acne, eczema and skin surgery.',
  },
  {
    name: 'Dr. Arjun Nambiar',
    site: 'bengaluru',
    specialty: 'ENT',
    qualification: 'MBBS, MS (ENT)',
    experienceYears: 11,
    opFee: 850,
    licenseNumber: 'KMC-2013-076083',
    slotMinutes: 20,
    week: [['1356', '09:00-13:00', '15:00-18:00']],
    bio: 'Sinus surgery, hearing and balance.',
  },
  {
    name: 'Dra. Catalina Restrepo Vélez',
    site: 'bogota',
    specialty: 'General Medicine',
    qualification: 'Médica cirujana, Esp. Medicina Familiar',
    experienceYears: 10,
    opFee: 140000,
    licenseNumber: 'RM-11-204587',
    slotMinutes: 20,
    week: [
      ['12345', '07:00-11:00', '13:00-17:00'],
      ['6', '08:00-12:00'],
    ],
    bio: 'Medicina familiar; control de hipertensión y diabetes.',
  },
  {
    name: 'Dr. Andrés Quintero Mora',
    site: 'bogota',
    specialty: 'Cardiology',
    qualification: 'Médico cirujano, Esp. Cardiología',
    experienceYears: 19,
    opFee: 280000,
    licenseNumber: 'RM-05-118263',
    slotMinutes: 30,
    week: [
      ['134', '08:00-12:00', '14:00-18:00'],
      ['25', '14:00-18:00'],
    ],
    bio: 'Cardiólogo clínico; ecocardiografía y prevención.',
  },
  {
    name: 'Dra. Valentina Ospina Herrera',
    site: 'bogota',
    specialty: 'Ophthalmology',
    qualification: 'Médica cirujana, Esp. Oftalmología',
    experienceYears: 7,
    opFee: 220000,
    licenseNumber: 'RM-17-330914',
    slotMinutes: 20,
    week: [
      ['1245', '08:00-12:00', '13:30-16:30'],
      ['6', '08:00-11:00'],
    ],
    bio: 'Catarata, córnea y ojo seco.',
  },
];
