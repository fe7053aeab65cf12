import { contextBridge, ipcRenderer } from 'electron'
import { channel, chooseFileName, type ChoosePurpose, type DesktopBridge } from './bridge.ts'

const bridge: DesktopBridge = {
  call(json) {
    return send(String(json))
  },
  chooseFile(purpose: ChoosePurpose) {
    return send(JSON.stringify({ id: 0, name: chooseFileName, input: { purpose: String(purpose) } }))
  },
}

function send(json: string): Promise<string> {
  return ipcRenderer.invoke(channel, json) as Promise<string>
}

// Two functions over strings. Neither `ipcRenderer` nor a channel name reaches the page.
contextBridge.exposeInMainWorld('cofferdam', bridge)
