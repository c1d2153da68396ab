"""Generate `words.txt`, how common Chinese words are (a development-time script).

    pip install jieba && python tools/build_word_table.py

From the dictionary of jieba: words of one to four Han characters in Simplified Chinese, without names of
persons, above a count for each length that keeps the table small. Its counts come from newspapers and
novels, where 清空 and 端口 are rare: the words of the trade below, read off the most frequent words of
translated software documentation, are counted at least `_TRADE_COUNT` times. The table has one line for each first
character: the character and its own commonness, then for the words of two, three and four characters,
parted by tabs, the rest of each word followed by its commonness. Commonness is a letter: the natural
logarithm of a word's count in half steps, `0` for the rarest.
"""

from __future__ import annotations

import math
import re
import sys
from importlib.resources import files
from pathlib import Path

from contentops.lint.fold import fold

TABLE = Path(__file__).resolve().parent.parent / "contentops" / "lint" / "tables" / "words.txt"

_LEAST = {1: 20, 2: 10, 3: 20, 4: 50}
"""How often a word of so many characters must have been counted."""
_LEAST_NAME = 1000
_TRADE_COUNT = 2_000
_TRADE = """
修复 配置 集群 组件 查询 变量 设置 函数 默认值 默认 索引 引入 参数 节点 示例 日志 数据库 实例
开启 备份 导入 导出 分区 内存 部署 迁移 请求 场景 存储 选项 写入 监控 作用域 删除 添加 缓存
语法 字符串 客户端 权限 文档 渲染 响应 启用 读取 调度 报错 模板 算子 副本 配置文件 排序 测试
表达式 密码 触发 兼容 兼容性 绑定 并发 代码 匹配 延迟 调用 向量 本地 列表 目录 证书 提交 手动
加载 主键 页面 安装 自定义 过滤 构建 点击 合并 冲突 声明 引擎 重试 重启 警告 线程 校验 服务器
算法 扫描 插入 路径 插槽 面板 解析 切换 架构 磁盘 指标 加密 输入 输出 替换 数据源 依赖 流量
验证 字符 清理 增量 全量 模块 稳定性 密钥 视图 快照 字符集 端口 端口号 钩子 镜像 框架 指令
命令行 路由 数组 压缩 接口 隔离 登录 聚合 一致性 服务端 数据量 异步 阈值 废弃 初始化 拓扑 编译
文本 浏览器 链接 编码 均衡 优先级 注入 移除 超时 标签 开销 在线 离线 约束 批量 只读 分布式
读写 检测 扩容 缩容 阻塞 回调 原生 前缀 后缀 跳过 嵌入 内置 瓶颈 字节 字段 时间段 标记 下载
上传 开发者 应用程序 二进制 注释 插件 后台 前台 禁用 运维 排查 关联 对话框 静态 动态 仓库 采集
过期 挂载 用户名 断点 直方图 并行 签名 监听 连接数 按钮 下线 上线 外键 版本号 死锁 关键字 语义
打印 空格 崩溃 大小写 维度 回收 刷新 修饰符 键值 拆分 别名 共享 上下文 样式 嵌套 重命名 调优
队列 交互 隐式 显式 返回值 编译器 捕获 调试 复用 自增 最大值 最小值 告警 哈希 身份验证 列名
映射 枚举 吞吐 数值 报表 心跳 利用率 空闲 容器 反馈 主机 遥测 安全性 内联 毫秒 通配符 脱敏
带宽 卸载 分发 回滚 溢出 加锁 配额 鉴权 运算符 复杂度 清空 本地化 首行 首页 首先 首位 首字母
首部 首次 确保 保证 保障 高级 高级版 高可用 高并发 高性能 高端 高亮 联邦学习 机器学习 深度学习
隐私计算 大模型 人工智能 云原生 云计算 微服务 开源 私有化 数据集 算力 推理 训练 样本 特征 模型
智能体 渠道 客户 商户 厂商 供应商 服务商 解决方案 白皮书 公众号 直播 线上 线下 转化率 获客 留资
私域 裂变 活动 峰会 沙龙 展会 赋能 落地 对接 接入 上架 下架 选型 采购 招标 试用 续费 续约
退款 支付 网关 积分 商城 埋点 看板 漏斗 画像 合规 风控 审计 溯源 对外 对内 对账 对齐 拒绝
禁止 严禁 完全 安全 全面 全部 全程 全球 全国
"""
_WORD = re.compile("[\u3400-\u9fff]{1,4}")


def _letter(count: int) -> str:
    return chr(ord("0") + round(2 * math.log(count)))


def _counted() -> dict[str, int]:
    counts: dict[str, int] = {}
    for line in files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, kind = line.split(" ")
        least = _LEAST_NAME if kind.startswith("nr") and len(word) > 1 else _LEAST.get(len(word), 0)
        if _WORD.fullmatch(word) and int(count) >= least and fold(word) == word:
            counts[word] = int(count)
    for word in _TRADE.split():
        counts[word] = max(counts.get(word, 0), _TRADE_COUNT)
    return counts


def main() -> None:
    """Write the table."""
    counts = _counted()
    lines: dict[str, list[str]] = {}
    for word in sorted(counts):
        if word[0] not in lines:
            own = _letter(counts[word[0]]) if word[0] in counts else "0"
            lines[word[0]] = [word[0] + own, "", "", ""]
        if len(word) > 1:
            lines[word[0]][len(word) - 1] += word[1:] + _letter(counts[word])
    TABLE.write_bytes("".join("\t".join(line) + "\n" for line in lines.values()).encode("utf-8"))
    sys.stdout.write(f"{len(counts)} words, {TABLE.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
