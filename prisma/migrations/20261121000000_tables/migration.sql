-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "hospitals" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "country" CHAR(2) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "default_rate_tier" TEXT NOT NULL DEFAULT 'basic',
    "token_ttl_seconds" INTEGER NOT NULL DEFAULT 86400,
    "token_chain_days" INTEGER NOT NULL DEFAULT 90,
    "frozen_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "hospitals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "branches" (
    "hospital_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "location" TEXT,
    "landmark" TEXT,
    "caller_number" TEXT,
    "outbound_number" TEXT,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "timezone" TEXT,
    "operating_hours" JSONB NOT NULL DEFAULT '[]',
    "frozen_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "branches_pkey" PRIMARY KEY ("hospital_id","id")
);

-- CreateTable
CREATE TABLE "users" (
    "hospital_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "password_hash" TEXT,
    "password_changed_at" TIMESTAMPTZ(3),
    "must_change_password" BOOLEAN NOT NULL DEFAULT false,
    "confirmed_at" TIMESTAMPTZ(3),
    "doctor_id" UUID,
    "patient_id" UUID,
    "created_by_key_id" UUID,
    "last_login_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "users_pkey" PRIMARY KEY ("hospital_id","id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "hospital_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("hospital_id","id")
);

-- CreateTable
CREATE TABLE "refresh_families" (
    "hospital_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_for" TEXT,

    CONSTRAINT "refresh_families_pkey" PRIMARY KEY ("hospital_id","id")
);

-- CreateTable
CREATE TABLE "refresh_tokens" (
    "hospital_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "family_id" UUID NOT NULL,
    "parent_id" UUID,
    "token_hash" BYTEA NOT NULL,
    "hash_version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "first_used_at" TIMESTAMPTZ(3),
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "refresh_tokens_pkey" PRIMARY KEY ("hospital_id","id")
);

-- CreateTable
CREATE TABLE "patients" (
    "hospital_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "branch_id" UUID,
    "doctor_id" UUID,
    "name" TEXT NOT NULL,
    "name_folded" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "email" TEXT,
    "gender" TEXT NOT NULL DEFAULT 'UNKNOWN',
    "date_of_birth" DATE,
    "age" INTEGER,
    "address" TEXT,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "medical_history" JSONB,
    "insurance" JSONB,
    "emergency_contact" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "patients_pkey" PRIMARY KEY ("hospital_id","id")
);

-- CreateTable
CREATE TABLE "doctors" (
    "hospital_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "branch_id" UUID,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "email" TEXT,
    "specialty" TEXT,
    "department" TEXT,
    "qualification" TEXT,
    "experience_years" INTEGER,
    "op_fee" DECIMAL(12,2),
    "currency" CHAR(3),
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "license_number" TEXT,
    "bio" TEXT,
    "slot_duration_minutes" INTEGER NOT NULL DEFAULT 30,
    "availability_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "doctors_pkey" PRIMARY KEY ("hospital_id","id")
);

-- CreateTable
CREATE TABLE "availability_windows" (
    "hospital_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "doctor_id" UUID NOT NULL,
    "day_of_week" SMALLINT NOT NULL,
    "start_second" INTEGER NOT NULL,
    "end_second" INTEGER NOT NULL,
    "is_available" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "availability_windows_pkey" PRIMARY KEY ("hospital_id","id")
);

-- CreateTable
CREATE TABLE "availability_overrides" (
    "hospital_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "doctor_id" UUID NOT NULL,
    "date" DATE NOT NULL,
    "is_available" BOOLEAN NOT NULL,
    "windows" JSONB,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "availability_overrides_pkey" PRIMARY KEY ("hospital_id","id")
);

-- CreateTable
CREATE TABLE "appointments" (
    "hospital_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "branch_id" UUID,
    "patient_id" UUID NOT NULL,
    "doctor_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'scheduled',
    "type" TEXT NOT NULL,
    "reason" TEXT,
    "notes" TEXT,
    "status_reason" TEXT,
    "booking_source" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "appointments_pkey" PRIMARY KEY ("hospital_id","id")
);

-- CreateTable
CREATE TABLE "calls" (
    "hospital_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "branch_id" UUID,
    "patient_id" UUID,
    "agent_type" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "from_number" TEXT,
    "to_number" TEXT,
    "status" TEXT NOT NULL DEFAULT 'in_progress',
    "duration" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "calls_pkey" PRIMARY KEY ("hospital_id","id")
);

-- CreateTable
CREATE TABLE "transcript_lines" (
    "hospital_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "speaker" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "transcript_lines_pkey" PRIMARY KEY ("hospital_id","id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "hospital_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "branch_id" UUID,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT,
    "environment" TEXT NOT NULL DEFAULT 'live',
    "permissions" TEXT[],
    "expires_at" TIMESTAMPTZ(3),
    "allowed_ips" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "rate_tier" TEXT NOT NULL,
    "rate_limits" JSONB,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "revoked_at" TIMESTAMPTZ(3),
    "flagged_at" TIMESTAMPTZ(3),
    "created_by" UUID,
    "updated_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("hospital_id","id")
);

-- CreateTable
CREATE TABLE "api_secrets" (
    "hospital_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "api_key_id" UUID NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "hash_version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_secrets_pkey" PRIMARY KEY ("hospital_id","id")
);

-- CreateTable
CREATE TABLE "hospital_tokens" (
    "hospital_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "api_key_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "hash_version" INTEGER NOT NULL,
    "parent_id" UUID,
    "address" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "renewable_until" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "hospital_tokens_pkey" PRIMARY KEY ("hospital_id","id")
);

-- CreateTable
CREATE TABLE "api_key_usage" (
    "hospital_id" UUID NOT NULL,
    "api_key_id" UUID NOT NULL,
    "requests" BIGINT NOT NULL,
    "successes" BIGINT NOT NULL,
    "duration_us" BIGINT NOT NULL,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_address" TEXT,

    CONSTRAINT "api_key_usage_pkey" PRIMARY KEY ("hospital_id","api_key_id")
);

-- CreateTable
CREATE TABLE "usage_rollups" (
    "hospital_id" UUID NOT NULL,
    "api_key_id" UUID NOT NULL,
    "bucket" TIMESTAMPTZ(3) NOT NULL,
    "route" TEXT NOT NULL,
    "status" SMALLINT NOT NULL,
    "requests" BIGINT NOT NULL,
    "duration_us" BIGINT NOT NULL,

    CONSTRAINT "usage_rollups_pkey" PRIMARY KEY ("hospital_id","api_key_id","bucket","route","status")
);

-- CreateTable
CREATE TABLE "patient_counts" (
    "hospital_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "branch_id" UUID,
    "doctor_id" UUID,
    "status" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,

    CONSTRAINT "patient_counts_pkey" PRIMARY KEY ("hospital_id","id")
);

-- CreateTable
CREATE TABLE "audit_repeats" (
    "audit_event_id" UUID NOT NULL,
    "hospital_id" UUID,
    "occurrences" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_repeats_pkey" PRIMARY KEY ("audit_event_id")
);

-- CreateTable
CREATE TABLE "outbox_events" (
    "hospital_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "branch_id" UUID,
    "type" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "resource_id" UUID NOT NULL,
    "data" JSONB NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_events_pkey" PRIMARY KEY ("hospital_id","id")
);

-- CreateTable
CREATE TABLE "idempotency_records" (
    "hospital_id" UUID NOT NULL,
    "credential_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "status" SMALLINT NOT NULL,
    "answer" BYTEA,
    "hash_version" INTEGER NOT NULL,
    "resource_id" UUID,
    "replay_until" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_records_pkey" PRIMARY KEY ("hospital_id","credential_id","method","route","key_hash")
);

-- CreateIndex
CREATE INDEX "branches_hospital_id_created_at_id_idx" ON "branches"("hospital_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "users_email_idx" ON "users"("email");

-- CreateIndex
CREATE INDEX "users_hospital_id_created_at_id_idx" ON "users"("hospital_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sessions_hospital_id_user_id_idx" ON "sessions"("hospital_id", "user_id");

-- CreateIndex
CREATE INDEX "refresh_families_hospital_id_user_id_idx" ON "refresh_families"("hospital_id", "user_id");

-- CreateIndex
CREATE INDEX "refresh_tokens_token_hash_idx" ON "refresh_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "refresh_tokens_hospital_id_family_id_idx" ON "refresh_tokens"("hospital_id", "family_id");

-- CreateIndex
CREATE INDEX "patients_hospital_id_phone_name_folded_idx" ON "patients"("hospital_id", "phone", "name_folded");

-- CreateIndex
CREATE INDEX "availability_windows_hospital_id_doctor_id_day_of_week_idx" ON "availability_windows"("hospital_id", "doctor_id", "day_of_week");

-- CreateIndex
CREATE UNIQUE INDEX "availability_overrides_hospital_id_doctor_id_date_key" ON "availability_overrides"("hospital_id", "doctor_id", "date");

-- CreateIndex
CREATE INDEX "calls_hospital_id_created_at_id_idx" ON "calls"("hospital_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "calls_hospital_id_patient_id_created_at_idx" ON "calls"("hospital_id", "patient_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "calls_hospital_id_branch_id_created_at_idx" ON "calls"("hospital_id", "branch_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "transcript_lines_hospital_id_call_id_position_key" ON "transcript_lines"("hospital_id", "call_id", "position");

-- CreateIndex
CREATE INDEX "api_keys_key_idx" ON "api_keys"("key");

-- CreateIndex
CREATE INDEX "api_keys_hospital_id_created_at_id_idx" ON "api_keys"("hospital_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "api_secrets_secret_hash_idx" ON "api_secrets"("secret_hash");

-- CreateIndex
CREATE INDEX "api_secrets_hospital_id_api_key_id_idx" ON "api_secrets"("hospital_id", "api_key_id");

-- CreateIndex
CREATE INDEX "hospital_tokens_hospital_id_api_key_id_idx" ON "hospital_tokens"("hospital_id", "api_key_id");

-- CreateIndex
CREATE INDEX "outbox_events_occurred_at_idx" ON "outbox_events"("occurred_at");

-- CreateIndex
CREATE INDEX "idempotency_records_expires_at_idx" ON "idempotency_records"("expires_at");

-- AddForeignKey
ALTER TABLE "branches" ADD CONSTRAINT "branches_hospital_id_fkey" FOREIGN KEY ("hospital_id") REFERENCES "hospitals"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_hospital_id_fkey" FOREIGN KEY ("hospital_id") REFERENCES "hospitals"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_hospital_id_doctor_id_fkey" FOREIGN KEY ("hospital_id", "doctor_id") REFERENCES "doctors"("hospital_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_hospital_id_patient_id_fkey" FOREIGN KEY ("hospital_id", "patient_id") REFERENCES "patients"("hospital_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_hospital_id_user_id_fkey" FOREIGN KEY ("hospital_id", "user_id") REFERENCES "users"("hospital_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh_families" ADD CONSTRAINT "refresh_families_hospital_id_user_id_fkey" FOREIGN KEY ("hospital_id", "user_id") REFERENCES "users"("hospital_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_hospital_id_family_id_fkey" FOREIGN KEY ("hospital_id", "family_id") REFERENCES "refresh_families"("hospital_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patients" ADD CONSTRAINT "patients_hospital_id_fkey" FOREIGN KEY ("hospital_id") REFERENCES "hospitals"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patients" ADD CONSTRAINT "patients_hospital_id_branch_id_fkey" FOREIGN KEY ("hospital_id", "branch_id") REFERENCES "branches"("hospital_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patients" ADD CONSTRAINT "patients_hospital_id_doctor_id_fkey" FOREIGN KEY ("hospital_id", "doctor_id") REFERENCES "doctors"("hospital_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "doctors" ADD CONSTRAINT "doctors_hospital_id_fkey" FOREIGN KEY ("hospital_id") REFERENCES "hospitals"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "doctors" ADD CONSTRAINT "doctors_hospital_id_branch_id_fkey" FOREIGN KEY ("hospital_id", "branch_id") REFERENCES "branches"("hospital_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "availability_windows" ADD CONSTRAINT "availability_windows_hospital_id_doctor_id_fkey" FOREIGN KEY ("hospital_id", "doctor_id") REFERENCES "doctors"("hospital_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "availability_overrides" ADD CONSTRAINT "availability_overrides_hospital_id_doctor_id_fkey" FOREIGN KEY ("hospital_id", "doctor_id") REFERENCES "doctors"("hospital_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_hospital_id_branch_id_fkey" FOREIGN KEY ("hospital_id", "branch_id") REFERENCES "branches"("hospital_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_hospital_id_patient_id_fkey" FOREIGN KEY ("hospital_id", "patient_id") REFERENCES "patients"("hospital_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_hospital_id_doctor_id_fkey" FOREIGN KEY ("hospital_id", "doctor_id") REFERENCES "doctors"("hospital_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calls" ADD CONSTRAINT "calls_hospital_id_branch_id_fkey" FOREIGN KEY ("hospital_id", "branch_id") REFERENCES "branches"("hospital_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calls" ADD CONSTRAINT "calls_hospital_id_patient_id_fkey" FOREIGN KEY ("hospital_id", "patient_id") REFERENCES "patients"("hospital_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transcript_lines" ADD CONSTRAINT "transcript_lines_hospital_id_call_id_fkey" FOREIGN KEY ("hospital_id", "call_id") REFERENCES "calls"("hospital_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_hospital_id_fkey" FOREIGN KEY ("hospital_id") REFERENCES "hospitals"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_hospital_id_branch_id_fkey" FOREIGN KEY ("hospital_id", "branch_id") REFERENCES "branches"("hospital_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_secrets" ADD CONSTRAINT "api_secrets_hospital_id_api_key_id_fkey" FOREIGN KEY ("hospital_id", "api_key_id") REFERENCES "api_keys"("hospital_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hospital_tokens" ADD CONSTRAINT "hospital_tokens_hospital_id_api_key_id_fkey" FOREIGN KEY ("hospital_id", "api_key_id") REFERENCES "api_keys"("hospital_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;


