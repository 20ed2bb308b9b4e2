# The same inputs through R. Base R does the formulas anew; QCA, SetMethods and irr are asked where they are installed.
# Usage: Rscript compare.R VECTORS OUTPUT   (VECTORS: test/fixtures/vectors; OUTPUT: a CSV of quantity, by, value)
arguments <- commandArgs(trailingOnly = TRUE)
vectors <- arguments[1]
out <- data.frame(quantity = character(), by = character(), value = character())
say <- function(quantity, by, value) {
  out[nrow(out) + 1, ] <<- list(quantity, by, formatC(value, digits = 17, format = "g"))
}
has <- function(package) {
  there <- requireNamespace(package, quietly = TRUE)
  if (!there) message("skipped: the package ", package, " is not installed")
  there
}
anchors <- list(
  DEV = c(400, 550, 900), URB = c(25, 50, 65), LIT = c(50, 75, 90),
  IND = c(20, 30, 40), STB = c(15, 9.5, 5), SURV = c(-9, 0, 10)
)
lipset <- read.csv(file.path(vectors, "d01_calibration_lipset_direct.csv"))
raw <- function(set) lipset[[paste0(set, "_raw")]]
fuzzy <- function(set) lipset[[paste0(set, "_expected_2dp")]]

# Base R.
direct <- function(x, a) {
  rises <- a[1] < a[3]
  inside <- if (rises) x >= a[2] else x <= a[2]
  plogis(ifelse(inside, 3 * (x - a[2]) / (a[3] - a[2]), 3 * (x - a[2]) / (a[2] - a[1])))
}
necessity <- function(x, y) c(
  inclN = sum(pmin(x, y)) / sum(y), covN = sum(pmin(x, y)) / sum(x),
  RoN = sum(1 - x) / sum(1 - pmin(x, y))
)
for (set in names(anchors)) say(paste0("calibrate ", set, ", sum"), "base R", sum(direct(raw(set), anchors[[set]])))
for (set in c("DEV", "URB", "LIT", "IND", "STB")) {
  fit <- necessity(fuzzy(set), fuzzy("SURV"))
  for (name in names(fit)) say(paste("Lipset", set, name), "base R", fit[[name]])
}
export <- read.csv(file.path(vectors, "d09_fit_schneider_export.csv"))
for (set in c("EMP", "BARGAIN", "UNI", "OCCUP", "STOCK", "MA")) {
  fit <- necessity(export[[set]], export$EXPORT)
  for (name in names(fit)) say(paste("Schneider", set, name), "base R", fit[[name]])
}
counts <- as.matrix(read.csv(file.path(arguments[2], "counts.csv"), header = FALSE))
m <- sum(counts[1, ])
agreement <- (rowSums(counts^2) - m) / (m * (m - 1))
chance <- sum((colSums(counts) / sum(counts))^2)
say("Fleiss kappa", "base R", (mean(agreement) - chance) / (1 - chance))
table2 <- as.matrix(read.csv(file.path(arguments[2], "table.csv"), header = FALSE))
cohen <- function(counts, weight) {
  p <- counts / sum(counts)
  w <- outer(seq_len(nrow(p)), seq_len(ncol(p)), weight)
  1 - sum(w * p) / sum(w * outer(rowSums(p), colSums(p)))
}
say("Cohen kappa, unweighted", "base R", cohen(table2, function(i, j) as.numeric(i != j)))
say("Cohen kappa, linear", "base R", cohen(table2, function(i, j) abs(i - j)))
codes <- as.matrix(read.csv(file.path(arguments[2], "codes.csv"), header = FALSE, na.strings = ""))
alpha <- function(codes, level) {
  units <- lapply(seq_len(ncol(codes)), function(u) na.omit(codes[, u]))
  units <- units[lengths(units) > 1]
  values <- sort(unique(unlist(units)))
  n_uc <- sapply(values, function(v) sapply(units, function(u) sum(u == v)))
  n_c <- colSums(n_uc)
  delta <- outer(seq_along(values), seq_along(values), Vectorize(function(i, j) switch(level,
    nominal = as.numeric(i != j),
    interval = (values[i] - values[j])^2,
    ratio = ((values[i] - values[j]) / (values[i] + values[j]))^2,
    ordinal = (sum(n_c[i:j]) - (n_c[i] + n_c[j]) / 2)^2
  )))
  if (level == "ordinal") diag(delta) <- 0
  observed <- sum(sapply(seq_len(nrow(n_uc)), function(u) {
    pairs <- outer(n_uc[u, ], n_uc[u, ]) - diag(n_uc[u, ])
    sum(pairs * delta) / (sum(n_uc[u, ]) - 1)
  })) / sum(n_c)
  expected <- sum((outer(n_c, n_c) - diag(n_c)) * delta) / (sum(n_c) * (sum(n_c) - 1))
  1 - observed / expected
}
for (level in c("nominal", "ordinal", "interval", "ratio")) {
  say(paste("Krippendorff alpha,", level), "base R", alpha(codes, level))
}

# The packages.
if (has("QCA")) {
  for (set in names(anchors)) {
    a <- anchors[[set]]
    thresholds <- if (a[1] < a[3]) sprintf("e=%s, c=%s, i=%s", a[1], a[2], a[3]) else sprintf("i=%s, c=%s, e=%s", a[3], a[2], a[1])
    say(paste0("calibrate ", set, ", sum"), "QCA", sum(QCA::calibrate(raw(set), thresholds = thresholds, idm = plogis(3))))
  }
  data <- sapply(names(anchors), fuzzy)
  for (set in c("DEV", "URB", "LIT", "IND", "STB")) {
    fit <- QCA::pof(set, "SURV", data = as.data.frame(data))$incl.cov
    say(paste("Lipset", set, "inclN"), "QCA", fit[1, "inclN"])
    say(paste("Lipset", set, "RoN"), "QCA", fit[1, "RoN"])
    say(paste("Lipset", set, "covN"), "QCA", fit[1, "covN"])
  }
}
if (has("SetMethods")) {
  for (set in c("EMP", "BARGAIN", "UNI", "OCCUP", "STOCK", "MA")) {
    fit <- SetMethods::QCAfit(export[[set]], export$EXPORT, cond.lab = set, necessity = TRUE)
    say(paste("Schneider", set, "inclN"), "SetMethods", fit[1, 1])
  }
}
if (has("irr")) {
  for (level in c("nominal", "ordinal", "interval", "ratio")) {
    say(paste("Krippendorff alpha,", level), "irr", irr::kripp.alpha(codes, level)$value)
  }
}
write.csv(out, file.path(arguments[2], "out.csv"), row.names = FALSE)
