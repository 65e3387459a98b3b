// Exposes exactly the contract to the Face: one call, one subscription. Nothing of Electron is reachable from the page.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { Notice } from 'shared/contract'

contextBridge.exposeInMainWorld('incidentRoom', {
  call: (intention: string, input: unknown): Promise<unknown> => ipcRenderer.invoke('incident-room:ask', intention, input),
  onNotice: (listener: (notice: Notice) => void): (() => void) => {
    const pass = (_event: IpcRendererEvent, notice: Notice): void => {
      listener(notice)
    }
    ipcRenderer.on('incident-room:notice', pass)
    return () => {
      ipcRenderer.off('incident-room:notice', pass)
    }
  },
})
