"""What the operating system refuses, in Chinese."""

import errno
from pathlib import Path


def os_message(failure: OSError) -> str:
    """What the operating system refused, in Chinese."""
    name = f"{failure.filename}：" if failure.filename else ""
    if failure.errno == errno.ENOENT and failure.filename and Path(failure.filename).is_symlink():
        return f"{name}这个符号链接指向的文件不在"
    reasons = {
        errno.ENOENT: "没有这个文件或文件夹",
        errno.EACCES: "没有权限",
        errno.EPERM: "没有权限",
        errno.EISDIR: "这是文件夹，不是文件",
        errno.ENOTDIR: "路径中有一段不是文件夹",
        errno.ENOSPC: "磁盘已满",
        errno.EDQUOT: "磁盘配额已用完",
        errno.EFBIG: "文件超过允许的大小",
        errno.EROFS: "所在磁盘只读",
        errno.EMFILE: "打开的文件太多",
        errno.ENAMETOOLONG: "文件名太长",
        errno.EEXIST: "已经有同名的文件",
        errno.ENOTEMPTY: "文件夹里已经有东西",
        errno.ELOOP: "符号链接绕成了圈",
        errno.ENXIO: "这是设备或管道，不是普通文件",
        errno.ETXTBSY: "文件正被使用",
        errno.EBUSY: "文件正被使用",
        errno.EIO: "磁盘读写出错",
    }
    return name + reasons.get(failure.errno or 0, f"读写失败（系统错误 {failure.errno}）")
