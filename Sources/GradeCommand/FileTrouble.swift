import Foundation

/// What Foundation's errors about files say: the file, and the system's reason.
enum FileTrouble {
  /// One line, without a full stop; Foundation's own words often name neither.
  static func line(_ error: any Error) -> String {
    let details = (error as NSError).userInfo
    guard let path = details[NSFilePathErrorKey] as? String else { return reason(error) }
    return "\(path): \(reason(error))"
  }

  private static func reason(_ error: any Error) -> String {
    let below = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    if let below, below.domain == NSPOSIXErrorDomain {
      return String(cString: strerror(Int32(below.code))).lowercased()
    }
    switch (error as? CocoaError)?.code {
    case .fileWriteNoPermission?, .fileReadNoPermission?: return "permission denied"
    case .fileWriteOutOfSpace?: return "no space left on device"
    case .fileNoSuchFile?, .fileReadNoSuchFile?: return "no such file or folder"
    case .fileWriteFileExists?: return "a file is in its place"
    case .fileWriteVolumeReadOnly?: return "read-only file system"
    case let code?: return "it cannot be read or written (Cocoa error \(code.rawValue))"
    default: return "\(error)"
    }
  }
}
