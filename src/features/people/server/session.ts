import { sql } from 'kysely'
import type { Actor, Grant, Scope } from '../../../kernel/actor.ts'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Identify, Identity, IncomingRequest, Services } from '../../../kernel/feature.ts'
import { fingerprint, randomKey, sameSecret } from '../../../kernel/keys.ts'
import { transact } from '../../../kernel/db.ts'
import { demoIssuer } from '../demo.ts'
import { expiryOf, sessionStep, sessionTimes, tokenUseNoted } from '../model.ts'
import { tokenInvalid } from '../problems.ts'
import { clearCookie, sessionCookieName, setCookie } from './cookies.ts'
import { grantsOf } from './store.ts'
import { tables } from './tables.ts'

export const tokenPrefix = 'hsd_'

interface Who {
  person: string
  name: string | null
  email: string | null
  issuer: string | null
  grants: Grant[]
}
export interface OpenSession extends Who {
  id: string
  csrf: string
  id_token: string | null
}

// what a request's cookie opened, for the handlers of this feature: the key itself may be another by then
const opened = new WeakMap<IncomingRequest, OpenSession>()
export const sessionOf = (request: IncomingRequest): OpenSession | undefined => opened.get(request)

export const identify: Identify = async (request, services) => {
  const bearer = /^bearer (hsd_\S+)$/i.exec(String(request.headers.authorization ?? ''))?.[1]
  if (bearer !== undefined) return byToken(bearer, request, services)
  const [id, key] = request.cookies[sessionCookieName(services.config)]?.split('.') ?? []
  return id && key ? bySession(id, key, request, services) : undefined
}

const actorOf = (who: Who, scopes: readonly Scope[] | null): Actor => ({
  id: who.person,
  kind: 'person',
  name: who.name ?? who.email ?? who.person,
  grants: who.grants,
  scopes,
})

/** Fictional people exist where the demonstration does, and nowhere else: also when a folder of one is served for real later. */
const mayBe = (who: Who, request: IncomingRequest, { config }: Services): boolean =>
  who.issuer !== demoIssuer || (config.demo && request.local)

/** Sessions move on by writing; while nothing may be written they go on as they are. */
const write = async <R>({ gate }: Services, work: () => Promise<R>): Promise<R | undefined> =>
  gate.closed.length ? undefined : gate.pass(work)

interface SessionRow extends OpenSession {
  key: string
  previous: string | null
  rotated_at: string
  confirmed_at: string | null
  created_at: string
  expires_at: string
}

async function bySession(
  id: string,
  key: string,
  request: IncomingRequest,
  services: Services,
): Promise<Identity | undefined> {
  const { db, clock } = services
  const { rows } = await sql<SessionRow>`
    select s.*, p.name, p.email, p.issuer, ${grantsOf} as grants
    from people.session s join people.person p on p.id = s.person where s.id = ${fingerprint(id)}`.execute(db)
  const row = rows[0]
  if (!row || !mayBe(row, request, services)) return undefined
  const mark = fingerprint(key)
  const now = clock.now()
  const step = sessionStep(
    {
      shown: sameSecret(mark, row.key)
        ? 'current'
        : row.previous !== null && sameSecret(mark, row.previous)
          ? 'previous'
          : 'other',
      hasPrevious: row.previous !== null,
      rotatedAt: new Date(row.rotated_at),
      confirmedAt: row.confirmed_at === null ? null : new Date(row.confirmed_at),
      createdAt: new Date(row.created_at),
      expiresAt: new Date(row.expires_at),
    },
    now,
  )
  if (step === 'expired') return undefined
  if (step === 'theft') {
    await write(services, () =>
      transact(db, async (tx) => {
        await endSession(tx, row.id)
        await services.audit(tx, row.person, 'people.session-theft', row.person)
      }),
    )
    services.log.warn({ person: row.person }, 'an old session key was used: session ended')
    return undefined
  }
  let cookie: string | undefined
  if (step === 'confirm') {
    await write(services, () =>
      tables(db)
        .updateTable('people.session')
        .set({ confirmed_at: now.toISOString() })
        .where('id', '=', row.id)
        .where('key', '=', row.key)
        .where('confirmed_at', 'is', null)
        .execute(),
    )
  } else if (step === 'rotate') {
    const next = randomKey(32)
    // of requests side by side one gets the new key; the others go on with the old one for a while
    const won = await write(services, () =>
      tables(db)
        .updateTable('people.session')
        .set({
          key: fingerprint(next),
          previous: mark,
          rotated_at: now.toISOString(),
          confirmed_at: null,
          expires_at: expiryOf(new Date(row.created_at), now).toISOString(),
        })
        .where('id', '=', row.id)
        .where('key', '=', row.key)
        .returning('id')
        .execute(),
    )
    if (won?.length) cookie = sessionCookie(services, id, next)
  }
  opened.set(request, row)
  return { actor: actorOf(row, null), csrf: row.csrf, setCookie: cookie }
}

const sessionCookie = ({ config }: Pick<Services, 'config'>, id: string, key: string): string =>
  setCookie(config, sessionCookieName(config), `${id}.${key}`, sessionTimes.idle / 1000)

/** A new session, never one that was there before the sign-in. Returns the cookie. */
export async function startSession(
  tx: Tx,
  services: Services,
  person: string,
  idToken: string | null,
): Promise<string> {
  const [id, key] = [randomKey(), randomKey(32)]
  const now = services.clock.now()
  await tables(tx).deleteFrom('people.session').where('expires_at', '<', now.toISOString()).execute()
  await tables(tx)
    .insertInto('people.session')
    .values({
      id: fingerprint(id),
      key: fingerprint(key),
      person,
      csrf: randomKey(),
      previous: null,
      id_token: idToken,
      confirmed_at: null,
      created_at: now.toISOString(),
      rotated_at: now.toISOString(),
      expires_at: expiryOf(now, now).toISOString(),
    })
    .execute()
  await services.audit(tx, person, 'people.sign-in', person)
  return sessionCookie(services, id, key)
}

export const endSession = (tx: Tx | Db, id: string) =>
  tables(tx).deleteFrom('people.session').where('id', '=', id).execute()
export const endedCookie = ({ config }: Pick<Services, 'config'>): string =>
  clearCookie(config, sessionCookieName(config))

async function byToken(secret: string, request: IncomingRequest, services: Services): Promise<Identity> {
  const { db, clock } = services
  const { rows } = await sql<Who & { id: string; scopes: Scope[]; expires_at: string; used_at: string | null }>`
    select t.id, t.scopes, t.expires_at, t.used_at, t.person, p.name, p.email, p.issuer, ${grantsOf} as grants
    from people.token t join people.person p on p.id = t.person where t.fingerprint = ${fingerprint(secret)}`.execute(
    db,
  )
  const row = rows[0]
  const now = clock.now()
  if (!row || now >= new Date(row.expires_at) || !mayBe(row, request, services)) throw tokenInvalid()
  if (row.used_at === null || now.getTime() - new Date(row.used_at).getTime() >= tokenUseNoted) {
    await write(services, () =>
      tables(db).updateTable('people.token').set({ used_at: now.toISOString() }).where('id', '=', row.id).execute(),
    )
  }
  return { actor: actorOf(row, row.scopes), csrf: undefined, setCookie: undefined }
}
