// A page in place of a blocked one, in real windows: its words are read from the page itself, and the timeline says what it is.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as act from '../../scripts/demo/acts.mjs'
import { openRoom, type Room } from './opened-application'

let room: Room
let provider: Server
beforeAll(async () => {
  provider = createServer((_request, response) => {
    response.writeHead(403, { 'content-type': 'text/html' })
    response.end(
      '<title>Access denied</title><p>Access has been denied by your internet access provider because this page <b>may contain indecent images of children</b> as identified by the Internet Watch Foundation.</p>',
    )
  })
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  room = await openRoom('reviewing')
})
afterAll(async () => {
  await room.end()
  provider.closeAllConnections()
  provider.close()
})

it('is recognised and told', async () => {
  await act.signInTogether(room.app)
  await room.app.follow('INC-2026-0001')
  await act.openTask(room.app, 'Review the sites')
  await act.openAddress(room.app, `http://provider.localhost:${String((provider.address() as AddressInfo).port)}/`)
  await room.app.read(/A page in place of a blocked one/)
  expect(await room.say('case.view', {})).toMatchObject({
    value: { state: { visits: [{ blockPage: { categoryId: 'child-sexual-abuse' } }] } },
  })
})
