# psych::scoreItems without imputation: scores and alphas, and a write.
suppressPackageStartupMessages({
  library(data.table)
  library(psych)
})
arguments <- commandArgs(trailingOnly = TRUE)
table <- as.data.frame(fread(arguments[1], showProgress = FALSE))
sign <- ifelse(1:36 %in% c(3, 15, 19, 22, 25, 27, 29, 31, 33, 35), "-", "")
keys <- list(
  anxiety = paste0(sign, "Q", 1:36)[seq(2, 36, 2)],
  avoidance = paste0(sign, "Q", 1:36)[seq(1, 36, 2)]
)
scored <- scoreItems(keys, table[, paste0("Q", 1:36)], impute = "none", min = 1, max = 7)
fwrite(data.table(id = table$id, scored$scores), arguments[2], showProgress = FALSE)
