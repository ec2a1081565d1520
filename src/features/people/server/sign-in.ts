import { sql } from 'kysely'
import { Answer, handle } from '../../../kernel/feature.ts'
import type { Context, Served } from '../../../kernel/feature.ts'
import { cleanError, transact } from '../../../kernel/db.ts'
import { notFound, Problem } from '../../../kernel/problem.ts'
import { demoSignIn, getSession, listDemoPeople, signIn, signInCallback, signOut } from '../contract.ts'
import type { DemoPerson } from '../contract.ts'
import { demoIssuer, demoRoles } from '../demo.ts'
import { ownPath, signInMinutes } from '../model.ts'
import { noSuchPerson, signInOff, signInPlace, signInState } from '../problems.ts'
import { clearCookie, sealed, setCookie, stateCookieName, unsealed } from './cookies.ts'
import { personOf } from './identity.ts'
import { beginSignIn, finishSignIn, providerSignOut } from './oidc.ts'
import type { Attempt } from './oidc.ts'
import { endedCookie, endSession, sessionOf, startSession } from './session.ts'
import { grantsOf, onceMore } from './store.ts'
import { tables } from './tables.ts'

interface SavedAttempt extends Attempt {
  to: string
  until: number
}

const loopback = ['localhost', '127.0.0.1', '[::1]']
const json = { 'content-type': 'application/json; charset=utf-8' }
const demoOpen = ({ config, request }: Context): boolean => config.demo && request.local

/** People come here by their browser: they are led to a page that says what happened, programs get the problem itself. */
async function orExplain(context: Context, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.cause) context.log.warn({ type: error.type, error: cleanError(error.cause) }, 'sign-in')
    if (!String(context.request.headers.accept ?? '').includes('text/html')) throw error
    return new Answer(
      undefined,
      {
        location: `/sign-in?problem=${error.type}`,
        'set-cookie': clearCookie(context.config, stateCookieName(context.config)),
      },
      303,
    )
  }
}

/** End what the browser had, begin anew: a key that somebody planted before the sign-in opens nothing after it. */
const newSession = (
  context: Context,
  person: (tx: Parameters<typeof startSession>[0]) => Promise<string>,
  idToken: string | null,
) =>
  onceMore(() =>
    transact(context.db, async (tx) => {
      const old = sessionOf(context.request)
      if (old) await endSession(tx, old.id)
      const id = await person(tx)
      return { id, cookie: await startSession(tx, context, id, idToken) }
    }),
  )

export const signInRoutes: readonly Served[] = [
  handle(getSession, async (_, context) => {
    const { actor, config, db, request } = context
    const session = sessionOf(request)
    const person = session
      ? { id: session.person, name: session.name, email: session.email }
      : actor.kind === 'person'
        ? await tables(db)
            .selectFrom('people.person')
            .select(['id', 'name', 'email'])
            .where('id', '=', actor.id)
            .executeTakeFirst()
        : undefined
    return {
      person: person ?? null,
      grants: [...actor.grants],
      csrf: session?.csrf ?? null,
      signInPossible: config.oidc !== undefined,
      demo: demoOpen(context),
      providerName: config.oidc ? new URL(config.oidc.issuer).host : null,
    }
  }),

  handle(signIn, ({ query }, context) =>
    orExplain(context, async () => {
      const { config, secret, clock, request } = context
      if (!config.oidc) throw signInOff()
      // the provider sends back to config.url, and the cookie of `localhost` does not go to `127.0.0.1`: begin there
      const own = new URL(config.url)
      if (
        request.local &&
        loopback.includes(own.hostname) &&
        own.hostname !== String(request.headers.host).replace(/:\d+$/, '')
      ) {
        return new Answer(undefined, { location: new URL(request.url, own).href }, 303)
      }
      const to = ownPath(query.to ?? '/')
      if (to === undefined) throw signInPlace()
      const { address, attempt } = await beginSignIn(config)
      const saved: SavedAttempt = { ...attempt, to, until: clock.now().getTime() + signInMinutes * 60_000 }
      return new Answer(
        undefined,
        {
          location: address,
          'set-cookie': setCookie(config, stateCookieName(config), sealed(secret, saved), signInMinutes * 60),
        },
        303,
      )
    }),
  ),

  handle(signInCallback, (_, context) =>
    orExplain(context, async () => {
      const { config, request, secret, clock, gate } = context
      if (!config.oidc) throw signInOff()
      const saved = unsealed(secret, request.cookies[stateCookieName(config)]) as SavedAttempt | undefined
      const url = new URL(request.url, config.url)
      if (!saved || clock.now().getTime() > saved.until || url.searchParams.get('state') !== saved.state)
        throw signInState()
      gate.check()
      const { claims, idToken } = await finishSignIn(config, url, saved)
      const { cookie } = await gate.pass(() =>
        newSession(context, (tx) => personOf(tx, claims, context.audit), idToken),
      )
      return new Answer(
        undefined,
        { location: saved.to, 'set-cookie': [clearCookie(config, stateCookieName(config)), cookie] },
        303,
      )
    }),
  ),

  handle(signOut, async (_, context) => {
    const session = sessionOf(context.request)
    if (session) {
      await transact(context.db, async (tx) => {
        await endSession(tx, session.id)
        await context.audit(tx, session.person, 'people.sign-out', session.person)
      })
    }
    const answer = { providerSignOut: await providerSignOut(context.config, session?.id_token ?? null) }
    return new Answer(JSON.stringify(answer), { ...json, 'set-cookie': endedCookie(context) })
  }),

  handle(listDemoPeople, async (_, context) => {
    if (!demoOpen(context)) throw notFound()
    const { rows } = await sql<DemoPerson>`select p.id, p.name, ${grantsOf} as grants from people.person p
      where p.issuer = ${demoIssuer} order by array_position(${demoRoles.map(({ subject }) => subject)}::text[], p.subject), p.subject`.execute(
      context.db,
    )
    return rows
  }),

  handle(demoSignIn, async ({ body }, context) => {
    if (!demoOpen(context)) throw notFound()
    const person = await tables(context.db)
      .selectFrom('people.person')
      .select(['id', 'name', 'email'])
      .where('id', '=', body.person)
      .where('issuer', '=', demoIssuer)
      .executeTakeFirst()
    if (!person) throw noSuchPerson()
    const { cookie } = await newSession(context, async () => person.id, null)
    return new Answer(JSON.stringify({ person }), { ...json, 'set-cookie': cookie })
  }),
]
