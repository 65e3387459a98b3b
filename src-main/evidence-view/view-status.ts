// Keeps what the Face shows of the view: the address, whether it loads, whether it failed. Tells every change, but a page that
// changes its title a thousand times a second is told of a few times.
import { noView, type ViewQuestion, type ViewState } from 'shared/view-state'
import { findLookalike } from './lookalike'
import type { VisitOnScreen } from './visit-recorder'
import { boundAddress } from './visit-draft'

export interface ViewStatus {
  readonly read: () => ViewState
  /** A navigation has begun; the address bar shows where to. */
  readonly request: (url: string) => void
  readonly show: (visit: VisitOnScreen) => void
  readonly fail: (failure: ViewState['failure'], visit?: VisitOnScreen) => void
  readonly lose: (url: string) => void
  /** The two must say whether it may be opened; until the next address it stands. */
  readonly ask: (question: ViewQuestion) => void
  readonly change: (part: Partial<Pick<ViewState, 'title' | 'loading' | 'canGoBack'>>) => void
  /** There is no view any more. */
  readonly close: (failure: ViewState['failure']) => void
  /** True while a page of the web is in the view. */
  readonly hasPage: () => boolean
}

const tellEveryMs = 50
const titleLimit = 2_000

/** @param tell called with the state after each change, at most every 50 ms */
export function openViewStatus(tell: (state: ViewState) => void): ViewStatus {
  let page: VisitOnScreen | null = null
  let state: ViewState = { ...noView, open: true }
  let told = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  const tellNow = () => {
    clearTimeout(timer)
    timer = undefined
    const text = JSON.stringify(state)
    if (text === told) return
    told = text
    tell(state)
  }
  const set = (part: Partial<ViewState>) => {
    const url = part.url ?? state.url
    state = { ...state, ...part, lookalike: url === state.url ? state.lookalike : findLookalike(url) }
    timer ??= setTimeout(tellNow, tellEveryMs)
  }
  const pageState = () => ({
    visitId: page?.visitId ?? null,
    url: page ? boundAddress(page.url) : '',
    tls: page?.tls ?? null,
    remote: page?.remote ?? null,
  })

  return {
    read: () => state,
    request: (url) => set({ url: boundAddress(url), loading: true, failure: null, question: null }),
    show: (visit) => {
      page = visit
      set({ ...pageState(), failure: null, question: null })
    },
    fail: (failure, visit) =>
      set({
        ...pageState(),
        failure,
        loading: false,
        ...(page ? {} : { url: boundAddress(visit?.url ?? state.url), tls: visit?.tls ?? null }),
      }),
    lose: (url) => {
      page = null
      set({ ...pageState(), url: boundAddress(url), tls: state.tls === 'bad' ? 'bad' : null, title: '' })
    },
    ask: (question) => set({ question }),
    change: (part) => set(part.title === undefined ? part : { ...part, title: part.title.slice(0, titleLimit) }),
    close: (failure) => {
      page = null
      state = { ...noView, failure }
      // Whoever ends the view must not be held up, nor fail, by those who listen.
      setImmediate(tellNow)
    },
    hasPage: () => page !== null,
  }
}
