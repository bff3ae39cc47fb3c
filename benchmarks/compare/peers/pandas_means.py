"""Two subscale means with pandas, and a write."""
import sys

import pandas as pd

source, target = sys.argv[1:3]
REVERSED = [3, 15, 19, 22, 25, 27, 29, 31, 33, 35]
table = pd.read_csv(source)
columns = [f"Q{i}" for i in REVERSED]
table[columns] = 8 - table[columns]
pd.DataFrame(
    {
        "id": table["id"],
        "anxiety": table[[f"Q{i}" for i in range(2, 37, 2)]].mean(axis=1),
        "avoidance": table[[f"Q{i}" for i in range(1, 37, 2)]].mean(axis=1),
    }
).to_csv(target, index=False)
