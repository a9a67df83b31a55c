"""Makes a C# file of the ```csharp blocks of a page, each the body of a method: blocks.py PAGE"""

import re
import sys
from pathlib import Path

blocks = re.findall(r"^```csharp\n(.*?)^```$", Path(sys.argv[1]).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
assert blocks, "the page has no C# block"
usings = ["Apache.Arrow", "IinkedSign", "IinkedSign.Arrow", "Microsoft.Extensions.DependencyInjection"]
usings += ["OpenTelemetry", "OpenTelemetry.Metrics"]
usings += ["System", "System.Collections.Generic", "System.Linq", "System.Threading", "System.Threading.Tasks"]
print("\n".join(f"using {name};" for name in usings))
print("internal static class Blocks\n{")
# What a block uses without making it itself.
given = {"client": "IIinkedSignClient client", "packageId": "string packageId", "services": "IServiceCollection services"}
for at, block in enumerate(blocks):
    parameters = ", ".join(given[name] for name in given if not re.search(rf"\b\w+ {name} =", block))
    print(f"    internal static async Task Block{at}({parameters})\n    {{")
    print("        await Task.Yield();")
    print("".join(f"        {line}\n" for line in block.splitlines()) + "    }")
print("}")
