// Where the view is in the window and whether it is to be seen: a view without a page stays hidden, so that the Face's own words show,
// and a picture is only taken of what is in sight.
import type { BrowserWindow, WebContentsView } from 'electron'

export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Placement {
  /** Puts the view at a place inside the window, in the window's own pixels, and lets it be seen. */
  readonly place: (bounds: Bounds) => void
  readonly hide: () => void
  /** Shows or hides the view, as there is a page in it or not. */
  readonly update: () => void
  /** Chromium takes no picture of what is hidden or outside the window: it would wait for ever. */
  readonly isInSight: () => boolean
  /** Has the page laid out anew: Chromium brings scroll bars back with the next change of size. */
  readonly restoreLayout: () => Promise<void>
}

export interface PlacementOptions {
  readonly hasPage: () => boolean
  readonly isOver: () => boolean
}

const layoutMs = 20

/** Starts hidden and nowhere. */
export function openPlacement(window: BrowserWindow, view: WebContentsView, { hasPage, isOver }: PlacementOptions): Placement {
  let bounds: Bounds = { x: 0, y: 0, width: 0, height: 0 }
  let wanted = false
  view.setVisible(false)

  const update = () => {
    if (!isOver()) view.setVisible(wanted && hasPage())
  }
  return {
    place: (to) => {
      bounds = to
      wanted = to.width > 0 && to.height > 0
      if (isOver()) return
      view.setBounds(to)
      update()
    },
    hide: () => {
      wanted = false
      update()
    },
    update,
    isInSight: () => {
      const { width, height } = window.getContentBounds()
      const overlaps = bounds.x < width && bounds.y < height && bounds.width > 0 && bounds.height > 0
      return wanted && overlaps && window.isVisible() && !window.isMinimized()
    },
    restoreLayout: async () => {
      for (const shorterBy of [1, 0]) {
        if (isOver()) return
        view.setBounds({ ...bounds, height: bounds.height - shorterBy })
        await new Promise((resolve) => setTimeout(resolve, layoutMs))
      }
    },
  }
}
