export type Migration = { readonly version: number; readonly name: string; readonly sql: string };

/** The channel on which every change of keys and accounts is told, also one made by hand in SQL. */
export const changeChannel = "hiregraph_changed";

/** In order, and never edited once released: a change is a further entry. */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: "workspaces, API keys, linked accounts, credentials",
    sql: `
      create table workspaces (
        id text primary key,
        name text not null unique,
        created_at timestamptz not null default clock_timestamp()
      );

      create table api_keys (
        id text primary key,
        workspace_id text not null references workspaces (id) on delete cascade,
        name text not null,
        hash bytea not null unique,
        scopes text[] not null,
        created_at timestamptz not null default clock_timestamp(),
        last_used_at timestamptz,
        expires_at timestamptz,
        revoked_at timestamptz
      );
      create index api_keys_by_workspace on api_keys (workspace_id, created_at, id);

      create table linked_accounts (
        id text primary key,
        workspace_id text not null references workspaces (id) on delete cascade,
        provider text not null,
        subdomain text not null,
        external_id text,
        display_name text,
        status text not null,
        settings jsonb not null default '{}',
        created_at timestamptz not null default clock_timestamp(),
        unique (workspace_id, provider, subdomain),
        unique (workspace_id, id)
      );
      create index linked_accounts_in_order on linked_accounts (workspace_id, created_at, id);

      create table credentials (
        workspace_id text not null,
        account_id text not null,
        key_id text not null,
        sealed bytea not null,
        updated_at timestamptz not null default clock_timestamp(),
        primary key (workspace_id, account_id),
        foreign key (workspace_id, account_id) references linked_accounts (workspace_id, id) on delete cascade
      );

      create function hiregraph_notify_change() returns trigger language plpgsql as $$
      begin
        perform pg_notify('${changeChannel}', tg_table_name);
        return null;
      end $$;

      -- Not for every column of api_keys: last_used_at changes all the time and concerns nobody.
      create trigger hiregraph_changed
        after insert or delete or update of hash, scopes, expires_at, revoked_at, workspace_id on api_keys
        for each statement execute function hiregraph_notify_change();
      create trigger hiregraph_changed after insert or delete or update on linked_accounts
        for each statement execute function hiregraph_notify_change();
      create trigger hiregraph_changed after insert or delete or update on credentials
        for each statement execute function hiregraph_notify_change();
    `,
  },
  {
    version: 2,
    name: "writes that happen once, records that moved",
    sql: `
      create table writes (
        id text primary key,
        workspace_id text not null references workspaces (id) on delete cascade,
        account_id text not null references linked_accounts (id) on delete cascade,
        key_hash bytea not null,
        name text not null,
        input_hash bytea not null,
        status text not null,
        owner text,
        in_doubt_since timestamptz,
        key_id text not null,
        sealed bytea not null,
        created_at timestamptz not null default clock_timestamp(),
        updated_at timestamptz not null default clock_timestamp(),
        unique (workspace_id, key_hash)
      );
      create index writes_in_doubt on writes (updated_at) where in_doubt_since is not null;
      create index writes_by_age on writes (updated_at);

      create table write_claims (
        account_id text not null references linked_accounts (id) on delete cascade,
        record_hash bytea not null,
        write_id text not null references writes (id) on delete cascade,
        primary key (account_id, record_hash)
      );
      create index write_claims_by_write on write_claims (write_id);

      create table moved_records (
        account_id text not null references linked_accounts (id) on delete cascade,
        model text not null,
        old_key text not null,
        new_key text not null,
        created_at timestamptz not null default clock_timestamp(),
        primary key (account_id, model, old_key)
      );
    `,
  },
  {
    version: 3,
    name: "who did what",
    sql: `
      -- An event outlives the account that it is about: account_id points at nothing.
      create table audit_events (
        id bigint primary key generated always as identity,
        workspace_id text not null references workspaces (id) on delete cascade,
        at timestamptz not null,
        actor_kind text not null,
        actor_id text,
        action text not null,
        account_id text,
        detail jsonb not null
      );
      create index audit_events_in_order on audit_events (workspace_id, id);
      create index audit_events_by_account on audit_events (workspace_id, account_id, id);
      -- Rows come in the order of their time, so that the ranges of it are all that the daily deletion has to know.
      create index audit_events_by_age on audit_events using brin (at);
    `,
  },
  {
    version: 4,
    name: "limits of API keys",
    sql: `
      alter table api_keys
        add column account_ids text[],
        add column requests_per_minute int check (requests_per_minute > 0);

      drop trigger hiregraph_changed on api_keys;
      create trigger hiregraph_changed
        after insert or delete
          or update of hash, scopes, account_ids, requests_per_minute, expires_at, revoked_at, workspace_id on api_keys
        for each statement execute function hiregraph_notify_change();

      -- JWTs name workspaces. A new one need not be told: that there was none is not remembered.
      create trigger hiregraph_changed after delete or update on workspaces
        for each statement execute function hiregraph_notify_change();
    `,
  },
  {
    version: 5,
    name: "links by which people connect accounts",
    sql: `
      create table link_tokens (
        id text primary key,
        workspace_id text not null references workspaces (id) on delete cascade,
        hash bytea not null unique,
        external_id text,
        provider text,
        scopes text[] not null,
        redirect_url text,
        allowed_origin text,
        -- Linking again goes to this account only; without it there is nothing to link again.
        account_id text,
        failures int not null default 0,
        created_at timestamptz not null default clock_timestamp(),
        expires_at timestamptz not null,
        used_at timestamptz,
        foreign key (workspace_id, account_id) references linked_accounts (workspace_id, id) on delete cascade
      );
      create index link_tokens_by_age on link_tokens (expires_at);

      -- Secrets in it are sealed, and good for minutes, so that they are left out when keys are rotated.
      create table link_consents (
        id text primary key,
        link_token_id text not null references link_tokens (id) on delete cascade,
        provider text not null,
        state_hash bytea not null unique,
        browser_hash bytea not null,
        session_hash bytea not null,
        key_id text not null,
        sealed bytea not null,
        expires_at timestamptz not null,
        returned_at timestamptz
      );
      create index link_consents_by_age on link_consents (expires_at);
      create index link_consents_by_token on link_consents (link_token_id);
    `,
  },
  {
    version: 6,
    name: "what is wrong with accounts",
    sql: `
      create table account_issues (
        account_id text not null references linked_accounts (id) on delete cascade,
        model text not null,
        direction text not null,
        code text not null,
        hint text,
        since timestamptz not null default clock_timestamp(),
        primary key (account_id, model, direction)
      );
      create trigger hiregraph_changed after insert or delete or update on account_issues
        for each statement execute function hiregraph_notify_change();
    `,
  },
  {
    version: 7,
    name: "changes of accounts that happen once",
    sql: `
      -- Without an account: one of an account itself, which may be its end.
      alter table writes alter column account_id drop not null;
    `,
  },
  {
    version: 8,
    name: "how often accounts were linked",
    sql: `
      -- What a call found out that was sent with the credentials of an earlier link says nothing of the present one.
      alter table linked_accounts add column times_linked int not null default 1;
    `,
  },
  {
    version: 9,
    name: "writes of an account and an input",
    sql: `
      -- A lost write looks for others of its input. The end of an account, with which its writes go, is served as well.
      create index writes_by_input on writes (account_id, input_hash);
    `,
  },
];
