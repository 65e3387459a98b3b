// Cuts a screenshot into pieces that fit the paper. The pieces are for the eye: flattened on white, at 150 dots an inch, as JPEG.
// The original PNG stays the evidence and is never re-encoded; a piece is decoded only when it is about to be printed.
import { coded } from 'shared/errors'
import { loadSharp } from './sharp'

const printedDotsPerInch = 150
/** A screenshot is printed at no more than its size on a screen of 96 dots an inch. */
const largestPtPerPixel = 72 / 96
const jpegQuality = 82

export interface SlicePlan {
  readonly topPx: number
  readonly heightPx: number
  readonly widthPt: number
  readonly heightPt: number
}

/**
 * Where to cut a picture, exactly and without overlap, so that the first piece fits what is left of a page and the others a page
 * each. Every row of pixels is in one piece.
 */
export function planSlices(
  picture: { widthPx: number; heightPx: number },
  room: { widthPt: number; firstHeightPt: number; heightPt: number },
): SlicePlan[] {
  const ptPerPixel = Math.min(largestPtPerPixel, room.widthPt / picture.widthPx)
  const slices: SlicePlan[] = []
  for (let topPx = 0; topPx < picture.heightPx;) {
    const roomPt = topPx === 0 ? room.firstHeightPt : room.heightPt
    const heightPx = Math.min(picture.heightPx - topPx, Math.max(1, Math.floor(roomPt / ptPerPixel)))
    slices.push({ topPx, heightPx, widthPt: picture.widthPx * ptPerPixel, heightPt: heightPx * ptPerPixel })
    topPx += heightPx
  }
  return slices
}

/**
 * One piece as JPEG.
 * @throws `exhibit.unreadable` where the bytes are no picture of the size that the log says
 */
export async function renderSlice(png: Uint8Array, picture: { widthPx: number; heightPx: number }, slice: SlicePlan): Promise<Uint8Array> {
  const sharp = await loadSharp()
  const dots = (pt: number): number => Math.max(1, Math.round((pt / 72) * printedDotsPerInch))
  try {
    return await sharp(png, { limitInputPixels: picture.widthPx * picture.heightPx, sequentialRead: true, failOn: 'error' })
      .extract({ left: 0, top: slice.topPx, width: picture.widthPx, height: slice.heightPx })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .resize(Math.min(picture.widthPx, dots(slice.widthPt)), Math.min(slice.heightPx, dots(slice.heightPt)), { fit: 'fill' })
      .jpeg({ quality: jpegQuality, chromaSubsampling: '4:4:4' })
      .toBuffer()
  } catch {
    throw coded(
      'exhibit.unreadable',
      'A screenshot in this case cannot be shown on paper: it is damaged or not of the size that the log says. Check the case file (Verify) before you sign.',
    )
  }
}
