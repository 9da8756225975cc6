/** Whom a specialty sees. */
export type Audience = 'everyone' | 'adults' | 'children' | 'women';

export interface Specialty {
  department: string;
  audience: Audience;
  reasons: readonly string[];
  /** What the doctor writes down after the visit. */
  notes: readonly string[];
}

export const SPECIALTIES = {
  'General Medicine': {
    department: 'Medicine',
    audience: 'everyone',
    reasons: [
      'Fever for three days',
      'Cough and cold',
      'Annual health check',
      'Headache and tiredness',
      'Stomach pain',
      'Blood pressure review',
    ],
    notes: [
      'Viral fever; rest, fluids and paracetamol.',
      'Blood pressure 138/86; salt reduced, review in four weeks.',
      'Blood count and sugar requested.',
    ],
  },
  Cardiology: {
    department: 'Heart Institute',
    audience: 'adults',
    reasons: [
      'Chest discomfort on climbing stairs',
      'Palpitations',
      'Review after angioplasty',
      'High blood pressure',
      'ECG review',
    ],
    notes: [
      'ECG normal; treadmill test advised.',
      'Medication continued; lipid profile in six weeks.',
      'Echo booked; ejection fraction 58 %.',
    ],
  },
  Orthopaedics: {
    department: 'Bone and Joint',
    audience: 'everyone',
    reasons: ['Knee pain', 'Lower back pain', 'Shoulder stiffness', 'Review after wrist fracture', 'Ankle sprain'],
    notes: [
      'X-ray of the knee: early osteoarthritis; physiotherapy.',
      'Cast removed; exercises shown.',
      'Lumbar strain; a week of rest.',
    ],
  },
  Paediatrics: {
    department: 'Mother and Child',
    audience: 'children',
    reasons: ['Vaccination', 'Fever and rash', 'Growth check', 'Persistent cough', 'Ear ache'],
    notes: [
      'Vaccine given; next dose in eight weeks.',
      'Weight and height on the 60th percentile.',
      'Otitis media; antibiotic for five days.',
    ],
  },
  'Obstetrics and Gynaecology': {
    department: 'Mother and Child',
    audience: 'women',
    reasons: ['Antenatal check', 'Irregular periods', 'Ultrasound review', 'Menopause symptoms', 'Routine screening'],
    notes: ['20 weeks; growth normal, iron continued.', 'Pelvic ultrasound requested.', 'Screening sent; results by message.'],
  },
  Dermatology: {
    department: 'Skin',
    audience: 'everyone',
    reasons: ['Itching and rash', 'Acne review', 'Hair loss', 'Mole check', 'Eczema flare'],
    notes: [
      'Contact dermatitis; steroid cream for ten days.',
      'Acne better; treatment continued.',
      'Mole benign by dermatoscope.',
    ],
  },
  Endocrinology: {
    department: 'Diabetes Centre',
    audience: 'adults',
    reasons: ['Diabetes review', 'Thyroid follow-up', 'Sugar not under control', 'Weight gain', 'HbA1c results'],
    notes: ['HbA1c 7.2 %; metformin continued.', 'TSH 6.1; dose raised.', 'Diet sheet given; review in three months.'],
  },
  ENT: {
    department: 'Ear, Nose and Throat',
    audience: 'everyone',
    reasons: ['Sore throat', 'Blocked nose', 'Hearing loss', 'Dizziness', 'Sinus pain'],
    notes: ['Allergic rhinitis; nasal spray.', 'Audiometry booked.', 'Wax removed from both ears.'],
  },
  Ophthalmology: {
    department: 'Eye',
    audience: 'everyone',
    reasons: ['Blurred vision', 'Red eye', 'Cataract assessment', 'Spectacle check', 'Dry eyes'],
    notes: ['Conjunctivitis; drops for a week.', 'Early cataract; review in six months.', 'New spectacles prescribed.'],
  },
  'Emergency and Telemedicine': {
    department: 'Round the Clock Care',
    audience: 'everyone',
    reasons: ['Sudden fever at night', 'Vomiting', 'Minor burn', 'Allergic reaction', 'Advice on medicines', 'Asthma symptoms'],
    notes: [
      'Seen by video; oral rehydration advised.',
      'Antihistamine given; to return if it worsens.',
      'Inhaler technique corrected.',
    ],
  },
} as const satisfies Record<string, Specialty>;

export type SpecialtyName = keyof typeof SPECIALTIES;
