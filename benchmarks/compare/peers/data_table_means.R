# Two subscale means with data.table and rowMeans, and a write.
suppressPackageStartupMessages(library(data.table))
arguments <- commandArgs(trailingOnly = TRUE)
table <- fread(arguments[1], showProgress = FALSE)
for (column in paste0("Q", c(3, 15, 19, 22, 25, 27, 29, 31, 33, 35))) set(table, j = column, value = 8L - table[[column]])
scores <- data.table(
  id = table$id,
  anxiety = rowMeans(table[, paste0("Q", seq(2, 36, 2)), with = FALSE], na.rm = TRUE),
  avoidance = rowMeans(table[, paste0("Q", seq(1, 36, 2)), with = FALSE], na.rm = TRUE)
)
fwrite(scores, arguments[2], showProgress = FALSE)
